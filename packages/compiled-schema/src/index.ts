export { collectFields, type SelectionScope } from './collect-fields.ts';
export { compileOperation, type CompiledOperation, type ExecutionInput } from './compile-operation.ts';
export { conditionVariables } from './condition-variables.ts';
export { OperationCache } from './operation-cache.ts';
