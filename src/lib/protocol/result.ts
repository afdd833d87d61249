/** An expected failure is a value, not an exception: callers must look at it. Bugs still throw. */
export type Result<T, E extends { type: string }> = { ok: true; value: T } | { ok: false; error: E };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const failed = <E extends { type: string }>(error: E): { ok: false; error: E } => ({
	ok: false,
	error,
});
