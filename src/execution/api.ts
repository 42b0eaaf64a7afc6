/** The exports of the package. The gateway imports the files themselves. */
export { createExecutor, type ExecutorOptions } from './create-executor.ts';
export { type FieldPromises, promiseExtensions } from './field-promises.ts';
export { ResponseTooLargeError } from './response-size.ts';
