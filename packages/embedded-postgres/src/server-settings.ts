/**
 * The settings of the server, as arguments of `postgres`. They are given at every start, so that they hold for data of an
 * older release too.
 *
 * @param further settings by name, over the ones made here.
 */
export function settingArguments(port: number, durable: boolean, further: Readonly<Record<string, string>>): string[] {
  const settings = {
    ...reach(port),
    ...clock,
    ...log,
    max_connections: '200',
    ...(durable ? {} : throwAway),
    ...further,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Only this machine gets in, by TCP and with the password. */
function reach(port: number): Record<string, string> {
  return { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' };
}

const clock = { timezone: 'UTC', log_timezone: 'UTC' };

/**
 * One line an event, in English because we read them. What is wrong with a query is told to the client who sent it, and
 * kept out of the log: such messages repeat values, and values are customers' data.
 */
const log = {
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  lc_messages: 'C',
};

/** For databases that nobody misses after a power failure. */
const throwAway = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
