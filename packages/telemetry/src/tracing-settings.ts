import { httpUrl, readConfig, StartupError } from '@reelhouse/config';

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
];

/**
 * Whether spans are to be sent, as OpenTelemetry's standard variables say: if there is an endpoint, and neither
 * `OTEL_SDK_DISABLED` nor `OTEL_TRACES_EXPORTER` says otherwise. Everything else (headers, timeouts, sizes of batches,
 * limits of spans) is read by the exporter and the SDK themselves, from the environment of the process.
 *
 * @throws {StartupError} that names every variable whose value the SDK would replace by another in silence.
 */
export function tracesAreSent(environment: Record<string, string | undefined>): boolean {
  if (environment['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || environment['OTEL_TRACES_EXPORTER'] === 'none') {
    return false;
  }
  const endpoints = readConfig(
    { OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl().optional(), OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: httpUrl().optional() },
    environment,
  );
  if (!endpoints.OTEL_EXPORTER_OTLP_ENDPOINT && !endpoints.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) return false;
  const problems = [
    ...oneOf(environment, 'OTEL_TRACES_EXPORTER', ['otlp']),
    ...oneOf(environment, 'OTEL_EXPORTER_OTLP_PROTOCOL', ['http/protobuf']),
    ...oneOf(environment, 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', ['http/protobuf']),
    ...oneOf(environment, 'OTEL_TRACES_SAMPLER', samplers),
    ...ratio(environment),
  ];
  if (problems.length > 0) throw new StartupError(problems.join('\n'));
  return true;
}

function oneOf(
  environment: Record<string, string | undefined>,
  variable: string,
  expected: readonly string[],
): string[] {
  const value = environment[variable];
  return !value || expected.includes(value) ? [] : [`${variable}: expected ${expected.join(', ')}`];
}

function ratio({ OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG }: Record<string, string | undefined>): string[] {
  if (!OTEL_TRACES_SAMPLER?.endsWith('traceidratio')) return [];
  const share = OTEL_TRACES_SAMPLER_ARG ? Number(OTEL_TRACES_SAMPLER_ARG) : NaN;
  return share >= 0 && share <= 1 ? [] : ['OTEL_TRACES_SAMPLER_ARG: expected a share from 0 to 1, such as 0.01'];
}
