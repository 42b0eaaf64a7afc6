import type { ResponseOf } from '../../learning-api/contract/operations.ts';
import { builder } from '../builder.ts';
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
