/**
 * Waits for an answer as long as a signal allows. What was asked goes on, and its answer is not waited for.
 *
 * @param why what the error says when the signal ends it.
 */
export async function unless<Answer>(signal: AbortSignal, answer: Promise<Answer>, why: string): Promise<Answer> {
  let refuse: () => void = () => undefined;
  const refused = new Promise<never>((_, reject) => {
    refuse = () => reject(new Error(why));
  });
  if (signal.aborted) refuse();
  signal.addEventListener('abort', refuse, { once: true });
  try {
    return await Promise.race([answer, refused]);
  } finally {
    signal.removeEventListener('abort', refuse);
  }
}
