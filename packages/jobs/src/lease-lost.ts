/** Another process has taken over the job. What the old owner writes in a batch from then on is rolled back. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor(job: string) {
    super(`the lease of the job ${job} is another’s by now`);
  }
}
