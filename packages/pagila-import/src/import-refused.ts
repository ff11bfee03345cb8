import { StartupError } from '@reelhouse/config';

/**
 * The dump cannot be imported as it is: it is no dump, it is cut off, or its rows break rules. Nothing was changed. The
 * message is complete without a stack; one line a problem.
 */
export class ImportRefused extends StartupError {
  override readonly name = 'ImportRefused';
}
