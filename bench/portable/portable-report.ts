import Table from 'cli-table3';
import type { Person } from '../identities.ts';
import type { GatewayAnswer, Likeness } from './answers.ts';

/** A question that two gateways were asked. */
export interface Compared {
  /** The other gateway. */
  readonly gateway: string;
  readonly name: string;
  readonly person: Person;
  readonly portable: boolean;
  readonly here: GatewayAnswer;
  readonly there: GatewayAnswer;
  readonly likeness: Likeness;
}

/** The questions, one a line, with who is answered alike by both gateways, and what others are answered. */
export function comparisonTable(all: readonly Compared[]): string {
  const table = new Table({
    head: ['gateway', 'question', 'portable', 'alike for', 'otherwise'],
    style: { head: [], border: [] },
    colWidths: [17, 38, 10, 12, 70],
    wordWrap: true,
  });
  const byQuestion = new Map<string, [Compared, ...Compared[]]>();
  for (const one of all) {
    const key = `${one.gateway} ${one.name}`;
    const asked = byQuestion.get(key);
    if (asked) asked.push(one);
    else byQuestion.set(key, [one]);
  }
  for (const asked of byQuestion.values()) {
    const [{ gateway, name, portable }] = asked;
    const alike = asked.filter(({ likeness }) => likeness === 'alike').map(({ person }) => person);
    const others = asked.filter(({ likeness }) => likeness !== 'alike').map(otherwise);
    table.push([gateway, name, portable ? 'yes' : 'no', alike.join(' '), others.join('\n')]);
  }
  return table.toString();
}

function otherwise({ person, likeness, here, there }: Compared): string {
  if (likeness === 'other codes') return `${person}: ${codes(here)} here, ${codes(there)} there`;
  return `${person}: ${shown(here)} here, ${shown(there)} there`;
}

function shown(answer: GatewayAnswer): string {
  const text = JSON.stringify(answer.data);
  return `${text.length > 100 ? `${text.slice(0, 100)}…` : text} with ${codes(answer)}`;
}

function codes(answer: GatewayAnswer): string {
  return answer.codes.join(', ') || 'no error';
}
