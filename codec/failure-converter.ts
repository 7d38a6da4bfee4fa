/** Bundled into the workflows too. Failures written before, in plain, are read as they are. */
import { DefaultFailureConverter } from '@temporalio/common';

export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
