import { asParent, type Permission } from './read-permissions.ts';

const introduction = `# Who may see what

Made by \`npm run schema:compose\` from what \`subgraphs/*/schema.graphql\` state: change it there. Rows are another matter: of
what a role may see, it sees its own. A manager is also staff; services are the parts of the chain that work by themselves.

Where it is stated: at the _field_, at its _type_, or at another _type_, to which it leads. The _default_ holds where nothing
is stated: staff. A _key_ is open, so that it can be fetched to join; what it is a key of is not.
`;

const operationTypes = ['Query', 'Mutation', 'Subscription'];

/** The page that tells who may see each field. */
export function permissionsPage(permissions: readonly Permission[]): string {
  const byType = new Map<string, Permission[]>();
  for (const each of permissions) byType.set(each.type, [...(byType.get(each.type) ?? []), each]);
  const isDecided = (type: string) => byType.get(type)?.some((each) => each.who !== asParent) ?? false;
  const decided = [...byType.keys()].filter((type) => isDecided(type) && !operationTypes.includes(type));
  const ordered = [...operationTypes.filter((type) => byType.has(type)), ...decided];
  const sections = ordered.map((type) => `## ${type}\n\n${table(byType.get(type) ?? [])}`);
  const others = [...byType.keys()].filter((type) => !isDecided(type) && !operationTypes.includes(type));
  if (others.length > 0) sections.push(`## Other types\n\nWho may see them: ${asParent}.\n\n${list(others)}`);
  return [introduction, ...sections].join('\n');
}

function list(types: readonly string[]): string {
  return types.map((type) => `- \`${type}\`\n`).join('');
}

/** In columns, as Prettier has them. */
function table(permissions: readonly Permission[]): string {
  const rows = permissions.map(({ field, who, where, isInternal }) => [
    `\`${field}\``,
    isInternal ? `${who} (internal)` : who,
    where,
  ]);
  const header = ['field', 'who', 'stated at'];
  const widths = header.map((name, column) =>
    Math.max(...[header, ...rows].map((row) => (row[column] ?? name).length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}

/** Each difference between what is on record and what is so: `Query.copies: public -> staff`. */
export function permissionChanges(recordedPage: string, permissions: readonly Permission[]): readonly string[] {
  const recorded = readPage(recordedPage);
  const current = new Map(
    permissions.map(({ type, field, who, isInternal }) => [
      `${type}.${field}`,
      isInternal && who !== asParent ? `${who} (internal)` : who,
    ]),
  );
  const before = (coordinate: string): string | undefined =>
    recorded.fields.get(coordinate) ??
    (recorded.otherTypes.has(coordinate.slice(0, coordinate.indexOf('.'))) ? asParent : undefined);
  const changes: string[] = [];
  for (const [coordinate, now] of current) {
    const was = before(coordinate);
    if (was !== now) changes.push(was === undefined ? `${coordinate}: new, ${now}` : `${coordinate}: ${was} -> ${now}`);
  }
  for (const [coordinate, was] of recorded.fields) {
    if (!current.has(coordinate)) changes.push(`${coordinate}: ${was} -> gone`);
  }
  return changes;
}

function readPage(page: string) {
  const fields = new Map<string, string>();
  const otherTypes = new Set<string>();
  let type = '';
  for (const line of page.split('\n')) {
    type = /^## (\w+)$/.exec(line)?.[1] ?? type;
    const [, field, who] = /^\| `(\w+)` *\| (.*?) *\|/.exec(line) ?? [];
    if (field !== undefined && who !== undefined) fields.set(`${type}.${field}`, who);
    const [, other] = /^- `(\w+)`$/.exec(line) ?? [];
    if (other !== undefined) otherTypes.add(other);
  }
  return { fields, otherTypes };
}
