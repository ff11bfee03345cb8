import type { Requirement } from '@reelhouse/authorization';

/** Each of them includes those after it. */
const circles = ['everybody', 'signed in', 'staff', 'manager', 'services'];

/** Who may see what all of these are asked for, in words. */
export function who(requirements: readonly Requirement[]): string {
  const named = new Set(requirements.map(whoMeets));
  const widest = Math.max(0, ...[...named].map((each) => circles.indexOf(each)));
  const others = [...named].filter((each) => !circles.includes(each));
  const within = circles[widest] ?? 'everybody';
  return others.length === 0 ? within : [...others, ...(widest > 1 ? [within] : [])].join(' and ');
}

function whoMeets(requirement: Requirement): string {
  if (requirement.kind === 'authenticated') return 'signed in';
  const { anyOf } = requirement;
  if (anyOf.some((all) => all.length === 0)) return 'everybody';
  if (anyOf.length === 0) return 'nobody';
  return anyOf.map((all) => all.map((scope) => (scope === 'service' ? 'services' : scope)).join(' and ')).join(' or ');
}
