import { Ajv, type ErrorObject, type JSONSchemaType } from 'ajv';

const ajv = new Ajv({ strict: true, allErrors: false });

/** Answers the value as what it was found to be, or says what is wrong with it, without repeating it. */
export type PayloadCheck<Payload> = (
  value: unknown,
) => { readonly valid: true; readonly payload: Payload } | { readonly valid: false; readonly problem: string };

/** Compiles a JSON Schema into a check. */
export function payloadCheck<Payload>(schema: JSONSchemaType<Payload>): PayloadCheck<Payload> {
  const validate = ajv.compile<Payload>(schema);
  return (value) =>
    validate(value)
      ? { valid: true, payload: value }
      : { valid: false, problem: describeProblem(validate.errors?.[0]) };
}

function describeProblem(error: ErrorObject | undefined): string {
  return error ? `${error.instancePath || 'it'} ${error.message ?? 'is invalid'}` : 'it is invalid';
}
