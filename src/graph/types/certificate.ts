import type { Answer } from '../../learning-api/contract/operations.ts';
import { builder } from '../builder.ts';
import { type RowRef, rowFields } from '../row.ts';

/** The certificate of the enrollment with this id. */
export type CertificateRef = RowRef<Answer<'GetCertificateUrl'>>;

export const Certificate = builder.objectRef<CertificateRef>('Certificate');

const row = rowFields<Answer<'GetCertificateUrl'>, CertificateRef>('Certificate of enrollment', ({ id }, { loaders }) =>
  loaders.certificates.load(id),
);

Certificate.implement({
  description: 'The certificate for having completed an enrollment.',
  fields: (t) => ({
    url: t.string({
      description: 'Where the certificate can be downloaded. Null until it is ready.',
      resolve: row('certificateUrl'),
    }),
    isReady: t.boolean({ description: 'Whether it can be downloaded.', resolve: row('certificateReady') }),
    isNotAssigned: t.boolean({
      description: 'Whether the syllabus gives no certificate at all.',
      resolve: row('certificateNotAssigned'),
    }),
  }),
});
