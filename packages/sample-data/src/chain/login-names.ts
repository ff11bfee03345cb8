/** Makes names for mailboxes and accounts out of people's names, no two of them alike. */
export class LoginNames {
  readonly #timesTaken = new Map<string, number>();

  /** `zoe.garnier` for Zoë Garnier, and `zoe.garnier2` for the next one. */
  of(firstName: string, lastName: string): string {
    const name = `${plain(firstName)}.${plain(lastName)}`;
    const times = (this.#timesTaken.get(name) ?? 0) + 1;
    this.#timesTaken.set(name, times);
    return times === 1 ? name : `${name}${times}`;
  }
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll('ı', 'i')
    .replace(/[^a-z]/g, '');
}
