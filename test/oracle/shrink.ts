import { type DocumentNode, type GraphQLSchema, Kind, parse, print, validate, visit } from 'graphql';

/**
 * The smallest query found that still fails: fragments are written in place, then selections, arguments and directives
 * are taken away one by one until none can be spared.
 */
export async function shrink(
  schema: GraphQLSchema,
  query: string,
  fails: (query: string) => Promise<boolean>,
): Promise<string> {
  let document = parse(query);
  const tryOut = async (smaller: DocumentNode): Promise<boolean> => {
    const candidate = withoutUnused(smaller);
    const isValid = !hasEmptySelection(candidate) && validate(schema, candidate).length === 0;
    if (!isValid || !(await fails(print(candidate)))) return false;
    document = candidate;
    return true;
  };
  await tryOut(withFragmentsInPlace(document));
  let isSmaller = true;
  while (isSmaller) {
    isSmaller = false;
    let position = 0;
    for (let smaller = withoutPart(document, 0); smaller; smaller = withoutPart(document, position)) {
      if (await tryOut(smaller)) isSmaller = true;
      else position += 1;
    }
  }
  return print(document);
}

/** The document without its part at a position, or null if it has no such part. */
function withoutPart(document: DocumentNode, position: number): DocumentNode | null {
  let seen = -1;
  const remove = () => {
    seen += 1;
    return seen === position ? null : undefined;
  };
  const smaller = visit(document, {
    Field: remove,
    InlineFragment: remove,
    FragmentSpread: remove,
    Argument: remove,
    Directive: remove,
    ObjectField: remove,
  });
  return seen < position ? null : smaller;
}

function withFragmentsInPlace(document: DocumentNode): DocumentNode {
  const inPlace: DocumentNode = visit(document, {
    FragmentSpread: ({ name, directives }) => {
      const definition = document.definitions.find(
        (item) => item.kind === Kind.FRAGMENT_DEFINITION && item.name.value === name.value,
      );
      if (definition?.kind !== Kind.FRAGMENT_DEFINITION) return undefined;
      const { typeCondition, selectionSet } = definition;
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet, ...(directives && { directives }) };
    },
  });
  return { ...inPlace, definitions: inPlace.definitions.filter(({ kind }) => kind !== Kind.FRAGMENT_DEFINITION) };
}

/** A document without the fragments and variables that are no longer used. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    FragmentSpread: ({ name }) => void used.add(`...${name.value}`),
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(`$${name.value}`),
  });
  return visit(document, {
    FragmentDefinition: ({ name }) => (used.has(`...${name.value}`) ? undefined : null),
    VariableDefinition: ({ variable }) => (used.has(`$${variable.name.value}`) ? undefined : null),
  });
}

function hasEmptySelection(document: DocumentNode): boolean {
  let isEmpty = false;
  visit(document, {
    SelectionSet: ({ selections }) => {
      isEmpty ||= selections.length === 0;
    },
  });
  return isEmpty;
}
