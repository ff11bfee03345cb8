/** What a command of `operations` leaves to its caller: what to print, and whether to exit with 0. */
export interface CommandResult {
  readonly succeeded: boolean;
  readonly lines: readonly string[];
}
