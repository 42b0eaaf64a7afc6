import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { readCodesFile } from '../src/config/codes-file.ts';

// cspell:ignore cret DATEONLY

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
}
interface Parameter {
  $ref?: string;
  name?: string;
  in?: string;
  required?: boolean;
  schema?: Schema;
}
interface Operation {
  parameters: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}
interface Contract {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
}

const script = fileURLToPath(new URL('../scripts/codes.ts', import.meta.url));
const loader = import.meta.resolve('tsx');
const contractFile = new URL('../src/learning-api/contract/openapi.yaml', import.meta.url);
const base = '/api/v1/LearningApi';

let directory: string;
let contractText: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'codes-'));
  contractText = await readFile(contractFile, 'utf8');
});
afterAll(() => rm(directory, { recursive: true }));

describe.concurrent('npm run codes', () => {
  test('finds no difference in our own contract, and its codes', async ({ expect }) => {
    const { code, stdout, stderr, out } = await codesOf(() => {});
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Contract: no differences');
    expect(stdout).not.toMatch(/BREAKS|CONTRADICTED/);
    expect(stdout).toContain('not found: customFieldType, dueDateStrategy, gradingStrategy');
    expect(stdout).toContain('unknown, ignored: Shared=0; Owned=1; Both=2;');
    expect(readCodesFile(out)).toEqual({
      enrollmentPhase: { 0: 'NotStarted', 1: 'InProgress', 2: 'Finished' },
      enrollmentResult: { 0: 'NotGraded' },
      publishingModel: { 0: 'AvailableToMembers', 1: 'ForSaleInMarketPlace', 2: 'Hidden' },
      syllabusType: { 0: 'Section', 1: 'TrainingPlan' },
      pricingModel: { 0: 'None', 1: 'ChargePerHour', 2: 'ChargePerItem' },
    });
  });

  test('writes the numbers of the deployment, in our spelling and order', async ({ expect }) => {
    const { code, stdout, out } = await codesOf((contract) => {
      withoutDescriptions(contract);
      describeField(contract, 'CustomEnrollmentField', 'type', 'None=-1; DATEONLY=7; text=3; Color=4; Email=12');
      describeField(contract, 'SectionEnrollment', 'result', 'NotGraded=2; Passing=0; Failing=1;');
      describeField(contract, 'AssignmentStatus', 'result', 'Failing=1;');
      describeField(contract, 'TestAttempt', 'num_questions', 'None=5; Weekly=6;');
    });
    expect(code).toBe(0);
    const codes = readCodesFile(out);
    expect(codes).toEqual({
      enrollmentResult: { 0: 'Passing', 1: 'Failing', 2: 'NotGraded' },
      customFieldType: { 3: 'Text', 7: 'DateOnly', 12: 'Email' },
    });
    expect(Object.keys(codes)).toEqual(['enrollmentResult', 'customFieldType']);
    expect(stdout).toContain('left out: None=-1; Color=4;');
    expect(stdout).toContain('CONTRADICTED our table has NotGraded=0; the document has Passing=0; NotGraded=2;');
    expect(stdout).toContain('unknown, ignored: None=5; Weekly=6;');
    expect(stdout).toContain('not clearly pricingModel');
  });

  test('a number of ours that no codes file can correct breaks us', async ({ expect }) => {
    const { code, stdout } = await codesOf((contract) => {
      withoutDescriptions(contract);
      describeField(contract, 'SectionEnrollment', 'result', 'Excused=0; Passing=1; Failing=2;');
    });
    expect(code).toBe(1);
    expect(stdout).toContain('BREAKS our table has NotGraded=0; the document has Excused=0;');
  });

  test.each<[string, (contract: Contract) => void, string[]]>([
    [
      'an operation is gone',
      ({ paths }) => {
        delete paths[`${base}/GetSection`];
      },
      ['GET GetSection', 'is gone'],
    ],
    [
      'a method is another',
      ({ paths }) => {
        paths[`${base}/GetSection`] = { post: operation(paths, 'GetSection', 'get') };
      },
      ['GET GetSection', 'method: GET became POST'],
    ],
    [
      'a path is another',
      ({ paths }) => {
        paths['/api/v2/LearningApi/GetSection'] = { get: operation(paths, 'GetSection', 'get') };
        delete paths[`${base}/GetSection`];
      },
      [`path: ${base}/GetSection became /api/v2/LearningApi/GetSection`],
    ],
    [
      'a parameter is gone',
      ({ paths }) => {
        const changed = operation(paths, 'GetSection', 'get');
        changed.parameters = changed.parameters.filter(({ name }) => name !== 'product_id');
      },
      ['GET GetSection', 'parameter product_id is gone'],
    ],
    [
      'a parameter is of another type',
      ({ components }) => {
        components.parameters.Page = { name: 'page', in: 'query', schema: { type: 'boolean' } };
      },
      ['POST SearchEnrollments', 'parameter page: integer became boolean'],
    ],
    [
      'a parameter is required now',
      ({ components }) => {
        components.parameters.Page = { name: 'page', in: 'query', required: true, schema: { type: 'integer' } };
      },
      ['parameter page is now required'],
    ],
    [
      'a parameter is new and required',
      ({ paths }) => {
        operation(paths, 'GetSection', 'get').parameters.push({ name: 'tenant', in: 'query', required: true });
      },
      ['GET GetSection', 'parameter tenant is new and required'],
    ],
    [
      'an answer has lost a field, deep in it',
      ({ components }) => {
        delete schema(components.schemas, 'EnrollmentSearchItem').properties?.phase;
      },
      ['POST SearchEnrollments', 'answer.enrollments[].phase is gone'],
    ],
    [
      'a field of an answer is of another type',
      ({ components }) => {
        schema(components.schemas, 'Section').properties = {
          ...schema(components.schemas, 'Section').properties,
          title: { type: ['null', 'integer'] },
        };
      },
      ['GET GetSection', 'answer.title: string became integer', 'answer[].section.title: string became integer'],
    ],
    [
      'a code has become text',
      ({ components }) => {
        schema(components.schemas, 'EnrollmentSearchItem').properties = {
          ...schema(components.schemas, 'EnrollmentSearchItem').properties,
          phase: { enum: ['NotStarted', 'Finished'] },
        };
      },
      ['answer.enrollments[].phase: integer became string'],
    ],
    [
      'an answer is no longer a list',
      ({ paths }) => {
        const answer = operation(paths, 'GetSectionEnrollments', 'get').responses['200'];
        if (answer) answer.content = { 'application/json': { schema: { type: 'object' } } };
      },
      ['GET GetSectionEnrollments', 'answer: array became object'],
    ],
    [
      'an answer is not described',
      ({ paths }) => {
        operation(paths, 'GetSection', 'get').responses = { 200: {} };
      },
      ['GET GetSection', 'answer is not described'],
    ],
    [
      'a body is gone',
      ({ paths }) => {
        delete operation(paths, 'GetSections', 'post').requestBody;
      },
      ['POST GetSections', 'body is gone'],
    ],
    [
      'a body has lost a property',
      ({ components }) => {
        delete schema(components.schemas, 'SearchEnrollmentsRequest').properties?.user_ids;
      },
      ['POST SearchEnrollments', 'body.user_ids is gone'],
    ],
    [
      'a list in a body holds another type',
      ({ components }) => {
        schema(components.schemas, 'SearchEnrollmentsRequest').properties = {
          ...schema(components.schemas, 'SearchEnrollmentsRequest').properties,
          user_ids: { type: 'array', items: { type: 'integer' } },
        };
      },
      ['POST SearchEnrollments', 'body.user_ids[]: string became integer'],
    ],
    [
      'a body requires a new property and an old one',
      ({ components }) => {
        const request = schema(components.schemas, 'CreateEnrollmentRequest');
        request.properties = { ...request.properties, reason: { type: 'string' } };
        request.required = [...(request.required ?? []), 'reason', 'syllabus_id'];
      },
      ['POST CreateEnrollment', 'body.reason is new and required', 'body.syllabus_id is now required'],
    ],
  ])('exit 1 where %s', async (_, change, expected) => {
    const { code, stdout, out } = await codesOf(change);
    expect(code).toBe(1);
    for (const text of expected) expect(stdout).toContain(text);
    expect(stdout).toContain('  BREAKS ');
    expect(stdout).not.toContain('Contract: 0 breaking');
    expect(readCodesFile(out)).toHaveProperty('enrollmentPhase');
  });

  test('what is new and may be ignored is named, and breaks nothing', async ({ expect }) => {
    const { code, stdout } = await codesOf(({ paths, components }) => {
      paths[`${base}/GetBadges`] = { get: operation(paths, 'GetSection', 'get') };
      const search = operation(paths, 'SearchEnrollments', 'post');
      search.parameters = search.parameters.filter(({ name }) => name !== 'paer_page');
      search.parameters.push({ name: 'sort', in: 'query', schema: { type: 'string' } });
      schema(components.schemas, 'SearchEnrollmentsRequest').properties = {
        ...schema(components.schemas, 'SearchEnrollmentsRequest').properties,
        team_ids: { type: 'array', items: { type: 'string' } },
      };
      schema(components.schemas, 'EnrollmentSearchItem').properties = {
        ...schema(components.schemas, 'EnrollmentSearchItem').properties,
        team: { type: 'object' },
      };
    });
    expect(code).toBe(0);
    expect(stdout).toContain('Contract: 0 breaking, 5 for information');
    expect(stdout).toContain('GET GetBadges\n  info   is an operation that we do not have');
    expect(stdout).toContain(
      [
        'POST SearchEnrollments',
        '  info   parameter paer_page is gone, but we do not send it',
        '  info   parameter sort is new and optional',
        '  info   body.team_ids is new and optional',
        '  info   answer.enrollments[].team is new',
      ].join('\n'),
    );
  });

  test('the same contract in other words is no difference', async ({ expect }) => {
    const { code, stdout } = await codesOf((contract) => {
      const { components, paths } = contract;
      contract.servers = [{ url: 'https://campus.example/learn/api/v1' }];
      contract.paths = Object.fromEntries(
        Object.entries(paths).map(([path, item]) => [path.replace('/api/v1', '').replace('Get', 'get'), item]),
      );
      components.parameters.AccessToken = { name: 'token', in: 'header' };
      for (const [name, { get, post }] of Object.entries(contract.paths)) {
        for (const each of [get, post]) {
          if (each) each.parameters = each.parameters?.filter(({ $ref }) => !$ref?.endsWith('/AccessToken'));
          if (each?.responses['200']?.content) {
            const { schema: answer } = each.responses['200'].content['application/json'] ?? {};
            expect(answer, name).toBeDefined();
            each.responses['200'].content = { 'text/plain': {}, 'text/json': { schema: answer } } as never;
          }
        }
      }
      const { Section, EnrollmentSearchItem } = components.schemas;
      components.schemas['Vendor.Section'] = { ...Section };
      components.schemas.Section = { allOf: [{ $ref: '#/components/schemas/Vendor.Section' }] };
      if (EnrollmentSearchItem?.properties) {
        EnrollmentSearchItem.properties.phase = {
          ...EnrollmentSearchItem.properties.phase,
          type: ['integer', 'string'],
          format: 'int32',
        };
        EnrollmentSearchItem.properties.user_id = { anyOf: [{ type: 'null' }, { type: 'string' }] };
      }
    });
    expect(stdout).toContain('Contract: no differences');
    expect(code).toBe(0);
  });

  test('the same contract in Swagger 2 shows no differences and has the same codes', async ({ expect }) => {
    const { code, stdout, stderr, out } = await codesOf(toSwagger2);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Contract: no differences');
    expect(readCodesFile(out)).toMatchObject({ enrollmentPhase: { 2: 'Finished' }, pricingModel: { 0: 'None' } });
  });

  test('what Swagger 2 changes is found', async ({ expect }) => {
    const { code, stdout } = await codesOf((contract) => {
      delete schema(contract.components.schemas, 'SearchEnrollmentsRequest').properties?.user_ids;
      delete schema(contract.components.schemas, 'EnrollmentSearchItem').properties?.phase;
      toSwagger2(contract);
    });
    expect(code).toBe(1);
    expect(stdout).toContain('BREAKS body.user_ids is gone');
    expect(stdout).toContain('BREAKS answer.enrollments[].phase is gone');
  });

  test.each(['x-enum-varnames', 'x-enumNames'])('codes are read from the names of an enum: %s', async (extension) => {
    const { code, stdout, out } = await codesOf((contract) => {
      withoutDescriptions(contract);
      const field = { type: 'integer', enum: [2, 0, 1, 9], [extension]: ['failing', 'NotGraded', 'Passing'] };
      schema(contract.components.schemas, 'SectionEnrollment').properties = {
        ...schema(contract.components.schemas, 'SectionEnrollment').properties,
        result: field,
      };
    });
    expect(code, stdout).toBe(0);
    expect(readCodesFile(out)).toEqual({ enrollmentResult: { 0: 'NotGraded', 1: 'Passing', 2: 'Failing' } });
  });

  test('names of an enum and descriptions that disagree are an error', async ({ expect }) => {
    const { code, stderr } = await codesOf((contract) => {
      withoutDescriptions(contract);
      describeField(contract, 'TrainingPlanEnrollment', 'result', 'Passing=2; Failing=1;');
      Object.assign(schema(contract.components.schemas, 'SectionEnrollment').properties?.result ?? {}, {
        enum: [0, 1, 2],
        'x-enum-varnames': ['NotGraded', 'Passing', 'Failing'],
      });
    });
    expect(code).toBe(2);
    expect(stderr).toContain('disagree about enrollmentResult');
  });

  test.each([
    ['in the path', (path: string) => path.replace('/v1/', '/v{version}/'), undefined],
    ['as a whole segment', (path: string) => path.replace('/v1/', '/{version}/'), undefined],
    [
      'in the URL of the server',
      (path: string) => path.replace('/api/v1', ''),
      'https://campus.example/api/v{version}',
    ],
  ])('a version in the path may be a parameter: %s', async (_, changed, server) => {
    const { code, stdout } = await codesOf((contract) => {
      if (server) contract.servers = [{ url: server }];
      contract.paths = Object.fromEntries(Object.entries(contract.paths).map(([path, item]) => [changed(path), item]));
      for (const item of Object.values(contract.paths))
        for (const each of Object.values(item))
          each.parameters = [...(each.parameters ?? []), { name: 'version', in: 'path', required: true }];
    });
    expect(stdout).toContain('Contract: no differences');
    expect(code).toBe(0);
  });

  test('parameters in another case are the same, fields in another case are not', async ({ expect }) => {
    const { code, stdout } = await codesOf(({ components }) => {
      components.parameters.Page = { name: 'Page', in: 'query', schema: { type: 'integer' } };
      const section = schema(components.schemas, 'Section');
      const { title, ...others } = section.properties ?? {};
      section.properties = { ...others, Title: title ?? {} };
    });
    expect(code).toBe(1);
    expect(stdout).toContain('BREAKS answer.title became Title');
    expect(stdout).not.toContain('Title is new');
    expect(stdout).not.toMatch(/parameter page/i);
  });

  test('schemas that hold themselves are compared to the end', async ({ expect }) => {
    const { code, stdout } = await codesOf(({ components }) => {
      const category = schema(components.schemas, 'Category');
      category.properties = { ...category.properties, parent: { $ref: '#/components/schemas/Category' } };
      components.schemas.Sco = { $ref: '#/components/schemas/Sco' };
    });
    expect(code).toBe(1);
    expect(stdout).toContain('.parent is new');
    expect(stdout).toContain('object became anything');
  });

  test.each([
    ['a name has two numbers', 'Passing=1; Failing=2;', 'Passing=2; Failing=1;'],
    ['a number has two names', 'NotGraded=0; Passing=1;', 'NotGraded=0; Failing=1;'],
    ['a number has a name that we do not know', 'Passing=1; Failing=2;', 'Excused=1; NotGraded=0; Failing=2;'],
  ])('descriptions that disagree are an error: %s', async (_, one, other) => {
    const { code, stdout, stderr, out } = await codesOf((contract) => {
      withoutDescriptions(contract);
      describeField(contract, 'SectionEnrollment', 'result', one);
      describeField(contract, 'TrainingPlanEnrollment', 'result', other);
    });
    expect(code).toBe(2);
    expect(stderr).toContain('disagree about enrollmentResult');
    expect(stderr).toContain('components > schemas > SectionEnrollment > properties > result');
    expect(stderr).toContain('components > schemas > TrainingPlanEnrollment > properties > result');
    expect(stdout).toContain('Contract: no differences');
    await expect(readFile(out)).rejects.toThrow('ENOENT');
  });

  test('a document without codes leaves the codes file alone', async ({ expect }) => {
    const { code, stdout, out } = await codesOf(withoutDescriptions);
    expect(code).toBe(0);
    expect(stdout).toContain('No codes found');
    await expect(readFile(out)).rejects.toThrow('ENOENT');
  });

  test.each([
    ['no document', 'a: [1', 'is not an OpenAPI 3 or Swagger 2 document'],
    ['another document', '{"swagger": "1.2", "paths": {}}', 'is not an OpenAPI 3 or Swagger 2 document'],
    ['an empty Swagger 2 document', '{"swagger": "2.0"}', 'does not describe any operation of the LearningApi'],
    [
      'a malformed Swagger 2 document',
      '{"swagger": "2.0", "paths": {"/a": {"get": 1}}}',
      'does not describe any operation',
    ],
    [
      'another API',
      'openapi: 3.1.0\npaths:\n  /api/v1/AdminApi/Get: {get: {}}',
      'does not describe any operation of the LearningApi',
    ],
  ])('exit 2 for %s', async (name, text, message) => {
    const file = join(directory, `${name}.nex`);
    await writeFile(file, text);
    const { code, stdout, stderr } = await runCodes([file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  test('exit 2 without a source, with a file that is missing, and where nothing can be written', async ({ expect }) => {
    const [none, missing, unwritable] = await Promise.all([
      runCodes([]),
      runCodes([join(directory, 'missing.json')]),
      runCodes([fileURLToPath(contractFile), '--out', join(directory, 'missing', 'codes.yaml')]),
    ]);
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage:') });
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('ENOENT') });
    expect(unwritable).toMatchObject({ code: 2, stderr: expect.stringContaining('ENOENT') });
  });

  test('--help', async ({ expect }) => {
    expect(await runCodes(['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Usage:'),
      stderr: '',
    });
  });

  test('reads from a URL, of which it never shows the query, and writes codes.yaml', async ({ expect }) => {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      if (url?.startsWith('/api/v1/swagger.nex')) response.end(JSON.stringify(parse(contractText)));
      else if (url?.startsWith('/echo')) response.end(`openapi: ["${url}"\n\t!tag ${url}`);
      else response.writeHead(403).end(url);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    const query = '?access_token=s3cret';
    const elsewhere = await mkdtemp(join(directory, 'elsewhere-'));
    const good = await runCodes([`${origin}/api/v1/swagger.nex${query}`], elsewhere);
    const refused = await runCodes([`${origin}/other${query}`]);
    const echo = await runCodes([`${origin}/echo${query}`]);
    await new Promise((resolve) => server.close(resolve));
    const closed = await runCodes([`${origin}/api/v1/swagger.nex${query}`]);
    const malformed = await runCodes([`http://:port/${query}`]);
    const login = await runCodes([`http://me:s3cret@127.0.0.1:${port}/${query}`]);

    expect(good).toMatchObject({ code: 0, stderr: '' });
    expect(asked[0]).toBe(`/api/v1/swagger.nex${query}`);
    const written = await readFile(join(elsewhere, 'codes.yaml'), 'utf8');
    expect(written).toContain(`${origin}/api/v1/swagger.nex describes`);
    expect(readCodesFile(join(elsewhere, 'codes.yaml'))).toHaveProperty('syllabusType', {
      0: 'Section',
      1: 'TrainingPlan',
    });
    expect(refused).toMatchObject({ code: 2, stderr: `${origin}/other cannot be read: the response is 403\n` });
    expect(echo).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is not an OpenAPI 3 or Swagger 2 document'),
    });
    expect(closed).toMatchObject({ code: 2, stderr: expect.stringContaining('ECONNREFUSED') });
    expect(malformed).toMatchObject({ code: 2, stderr: 'the URL is malformed\n' });
    expect(login).toMatchObject({ code: 2 });
    expect(JSON.stringify([good, written, refused, echo, closed, malformed, login])).not.toMatch(
      /s3cret|access_token=/,
    );
  });
});

/** Runs the script on our contract after a change to it. */
async function codesOf(change: (contract: Contract) => void) {
  const contract = parse(contractText) as Contract;
  change(contract);
  const own = await mkdtemp(join(directory, 'run-'));
  const file = join(own, 'swagger.nex');
  const out = join(own, 'out.yaml');
  await writeFile(file, stringify(contract));
  return { ...(await runCodes([file, '--out', out])), out };
}

function runCodes(args: string[], cwd = directory): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--import', loader, script, ...args], { cwd }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

function operation(paths: Contract['paths'], name: string, method: string): Operation {
  const found = paths[`${base}/${name}`]?.[method];
  if (!found) throw new Error(`our contract has no ${method} ${name}`);
  return found;
}

function schema(schemas: Record<string, Schema>, name: string): Schema {
  const found = schemas[name];
  if (!found) throw new Error(`our contract has no schema ${name}`);
  return found;
}

function describeField({ components }: Contract, name: string, field: string, description: string): void {
  const found = schema(components.schemas, name).properties?.[field];
  if (!found) throw new Error(`our contract has no ${name}.${field}`);
  found.description = description;
}

function withoutDescriptions(contract: Contract): void {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const node = value as Record<string, unknown>;
    if (typeof node.description === 'string') node.description = '';
    Object.values(node).forEach(visit);
  };
  visit(contract);
}

/** Turns a contract into a Swagger 2 document: definitions, parameters with types, bodies that are parameters. */
function toSwagger2(contract: Contract): void {
  const { paths, components } = contract;
  const flat = ({ schema: own, ...parameter }: Parameter) => ({ ...parameter, ...own });
  const swaggerPaths = Object.entries(paths).map(([path, item]) => {
    const operations = Object.entries(item).map(([method, { requestBody, parameters, responses, ...rest }]) => {
      const body = requestBody?.content['application/json']?.schema;
      return [
        method,
        {
          ...rest,
          produces: ['application/json'],
          consumes: ['application/json'],
          parameters: [
            ...(parameters ?? []).map((parameter) => (parameter.$ref ? parameter : flat(parameter))),
            ...(body ? [{ name: 'body', in: 'body', required: requestBody?.required ?? false, schema: body }] : []),
          ],
          responses: Object.fromEntries(
            Object.entries(responses).map(([status, { content, ...response }]) => [
              status,
              { ...response, schema: content?.['application/json']?.schema },
            ]),
          ),
        },
      ];
    });
    return [path, Object.fromEntries(operations)];
  });
  const swagger = {
    swagger: '2.0',
    basePath: '/',
    paths: Object.fromEntries(swaggerPaths),
    definitions: components.schemas,
    parameters: Object.fromEntries(Object.entries(components.parameters).map(([name, each]) => [name, flat(each)])),
  };
  const text = JSON.stringify(swagger)
    .replaceAll('#/components/schemas/', '#/definitions/')
    .replaceAll('#/components/parameters/', '#/parameters/');
  for (const key of Object.keys(contract)) delete (contract as unknown as Record<string, unknown>)[key];
  Object.assign(contract, JSON.parse(text));
}
