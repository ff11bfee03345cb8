import type { SampleAccount } from '@reelhouse/sample-data';

/** What a person at the terminal is told of a house that is open. */
export interface Welcome {
  /** The URL of the GraphQL endpoint. */
  readonly url: string;
  /** Where the mobile app is served, if it is. */
  readonly mobileUrl?: string | undefined;
  /** Where the database is. */
  readonly place: string;
  readonly landingPage: boolean;
  /** Whom one can sign in as; none where the rows are real. */
  readonly accounts: readonly SampleAccount[];
}

/** What an account is good for. */
const signingIn = [
  '               signInCustomer(input: { email password }) and signInStaff(input: { username password }) answer an',
  '               accessToken: send it as a header, authorization: Bearer <accessToken>',
];

/** Where the house is, what to try, whom to sign in as, and how to stop. */
export function welcome({ url, mobileUrl, place, landingPage, accounts }: Welcome): string[] {
  const origin = new URL(url).origin;
  return [
    '',
    `Reelhouse is open at ${url}`,
    '',
    ...(landingPage ? [`  Explore it   ${origin}/explorer (offline), ${url} in a browser (Apollo Sandbox)`] : []),
    `  Ask it       curl -s ${url} -H 'content-type: application/json' \\`,
    `                 -d '{"query":"{ films(first: 3) { totalCount edges { node { title language { name } } } } }"}'`,
    ...(mobileUrl === undefined ? [] : [`  Mobile app   ${mobileUrl}, registered operations only`]),
    ...accounts.map(
      ({ role, loginName, password }, index) =>
        `  ${index === 0 ? 'Sign in     ' : '            '} as ${role}: ${loginName}, ${password}`,
    ),
    ...(accounts.length > 0 ? signingIn : []),
    `  Watch it     ${origin}/health/ready`,
    `  Its rows     ${place}`,
    '  Stop it      Ctrl-C',
    '',
  ];
}
