import { formatProblem, type Problem } from './problem.ts';

/** The files of the schema are not usable as they are. Its message lists every problem, a line each. */
export class SchemaError extends Error {
  override readonly name: string = 'SchemaError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}
