/**
 * Waits for what has to be known before a transaction begins. If it cannot be had, that is thrown when it is needed, and a
 * call that was answered before does not need it: it is answered the same, whoever is down meanwhile.
 *
 * @returns what was asked for; throws why it could not be had.
 */
export async function askAhead<Answer>(asked: Promise<Answer>): Promise<() => Answer> {
  try {
    const answer = await asked;
    return () => answer;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
