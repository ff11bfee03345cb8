/** What a person at the terminal is told once the house is open: where it is, what to try, how to stop. */
export function welcome(url: string, place: string, landingPage: boolean): string[] {
  const origin = new URL(url).origin;
  return [
    '',
    `Reelhouse is open at ${url}`,
    '',
    ...(landingPage ? [`  Explore it   ${origin}/explorer (offline), ${url} in a browser (Apollo Sandbox)`] : []),
    `  Ask it       curl -s ${url} -H 'content-type: application/json' \\`,
    `                 -d '{"query":"{ films(first: 3) { totalCount edges { node { title language { name } } } } }"}'`,
    `  Watch it     ${origin}/health/ready`,
    `  Its rows     ${place}`,
    '  Stop it      Ctrl-C',
    '',
  ];
}
