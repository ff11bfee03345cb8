import { StartupError } from '@reelhouse/config';
import { manifestBounds, manifestShape } from './manifest-shape.ts';
import { operationContradictions } from './operation-contradictions.ts';
import type { OperationManifest, RegisteredOperation } from './operation-manifest.ts';

/**
 * Reads the manifest of a release, and makes sure that it holds what it says: each id is that of its text, and each text is
 * one operation of the name and the type given.
 *
 * @param file names the manifest in problems.
 * @throws {StartupError} with a line for each mistake: `file: where it stands: what is expected there`.
 */
export function parseManifest(text: string, file: string): OperationManifest {
  if (Buffer.byteLength(text) > manifestBounds.fileBytes) throw refusal(file, [manifestTooLarge]);
  const result = manifestShape.safeParse(parseJson(text, file));
  if (!result.success) {
    throw refusal(
      file,
      result.error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`)),
    );
  }
  const problems = [...repetitions(result.data.operations), ...contradictions(result.data.operations)];
  if (problems.length > 0) throw refusal(file, problems);
  return result.data;
}

/** What is expected of a manifest that is too large to be read. */
export const manifestTooLarge = `expected at most ${manifestBounds.fileBytes} bytes`;

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Where the mistake is, Node's message says in words that change; a tool that formats JSON shows it.
    throw refusal(file, ['expected JSON'], cause);
  }
}

/** Two operations of a release have neither an id nor a name in common: nobody could say which of them is meant. */
function repetitions(operations: readonly RegisteredOperation[]): string[] {
  return (['id', 'name'] as const).flatMap((member) => {
    const first = new Map<string, number>();
    return operations.flatMap((operation, index) => {
      const earlier = first.get(operation[member]);
      if (earlier === undefined) first.set(operation[member], index);
      return earlier === undefined
        ? []
        : [`operations.${index}.${member}: expected another than operations.${earlier}`];
    });
  });
}

function contradictions(operations: readonly RegisteredOperation[]): string[] {
  return operations.flatMap((operation, index) =>
    operationContradictions(operation).map((problem) => `operations.${index}.${problem}`),
  );
}

function refusal(file: string, problems: readonly string[], cause?: unknown): StartupError {
  return new StartupError(problems.map((problem) => `${file}: ${problem}`).join('\n'), { cause });
}
