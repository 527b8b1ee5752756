/** The system's short name for a failed connection, such as ECONNREFUSED; messages can hold whole URLs. */
export function systemCode(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown)) return 'connection failed';
  return typeof thrown.code === 'string' ? thrown.code : 'connection failed';
}
