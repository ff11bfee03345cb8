import { join } from 'node:path';

/** Beginnings of the names of everything that this package makes in its folder; half-made things have longer names. */
export const ownNames = ['launcher.lock', 'password', 'data', 'programs'] as const;

/** Where things are in the folder of an embedded server. */
export function layoutOf(directory: string) {
  return {
    /** The lock of the process that runs the server. */
    lock: join(directory, 'launcher.lock'),
    /** The superuser's password. */
    password: join(directory, 'password'),
    /** PostgreSQL's data directory. */
    data: join(directory, 'data'),
    /** Copies of PostgreSQL's programs, if the installed ones cannot be reached. */
    programs: join(directory, 'programs'),
  };
}

/** Whether a name in the folder is of our making. */
export function isOwnName(name: string): boolean {
  return ownNames.some((own) => name === own || name.startsWith(`${own}.`));
}
