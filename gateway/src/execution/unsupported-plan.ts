/** A plan holds what is not known here. Executing the rest of it would answer something else than was asked. */
export class UnsupportedPlan extends Error {
  override readonly name = 'UnsupportedPlan';

  /** @param what of the plan is unknown. */
  constructor(what: string) {
    super(`the query plan cannot be executed: it holds ${what}`);
  }
}
