import { styleText } from 'node:util';

const colours = ['cyan', 'yellow', 'green', 'magenta', 'blue', 'red'] as const;

/**
 * Prints the lines of several processes, each behind the name of the one that wrote it.
 *
 * @param names all that will print, so that the lines stand in one column.
 */
export function prefixedLines(
  names: readonly string[],
  write: (line: string) => void,
  coloured: boolean,
): (name: string) => (line: string) => void {
  const width = Math.max(...names.map(({ length }) => length));
  return (name) => {
    const colour = colours[names.indexOf(name) % colours.length] ?? 'cyan';
    const padded = `${name.padEnd(width)} |`;
    const prefix = coloured ? styleText(colour, padded) : padded;
    return (line) => write(`${prefix} ${line}`);
  };
}
