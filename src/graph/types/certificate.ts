import type { ResponseOf } from '../../learning-api/contract/operations.ts';
import { builder } from '../builder.ts';
import { idArgument } from '../ids.ts';
import { type RowRef, rowFields } from '../row.ts';

/** A certificate, identified by the id of its enrollment. */
export type CertificateRef = RowRef<ResponseOf<'GetCertificateUrl'>>;

export const Certificate = builder.objectRef<CertificateRef>('Certificate');

const row = rowFields<ResponseOf<'GetCertificateUrl'>, CertificateRef>(
  'Certificate of enrollment',
  ({ id }, { loaders }) => loaders.certificates.load(id),
);

Certificate.implement({
  lookUpPrice: { each: 1 },
  lookUpCalls: ['GetCertificateUrl'],
  description: 'The certificate of an enrollment.',
  fields: (t) => ({
    url: t.string({
      description: 'URL of the completed certificate. Null if there is no completed certificate.',
      resolve: row('certificateUrl'),
    }),
    isReady: t.boolean({ description: 'True if the certificate is ready.', resolve: row('certificateReady') }),
    isNotAssigned: t.boolean({
      description: 'True if no certificate is assigned.',
      resolve: row('certificateNotAssigned'),
    }),
  }),
});

builder.queryField('certificate', (t) =>
  t.field({
    type: Certificate,
    price: { each: 1 },
    provides: 'all',
    calls: ['GetCertificateUrl'],
    description:
      'The certificate of an enrollment, also if the enrollment was deleted: then it comes from the transcript. Null if there is no such enrollment.',
    args: {
      enrollmentId: t.arg.id({
        required: true,
        validate: idArgument,
        description: 'Id of the enrollment, deleted or not.',
      }),
    },
    resolve: async (_, { enrollmentId }, { loaders }) => {
      const certificate = await loaders.certificates.load(enrollmentId);
      return certificate && { id: enrollmentId, row: certificate };
    },
  }),
);
