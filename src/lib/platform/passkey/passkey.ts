/**
 * Passkeys, for one thing alone: 32 bytes that come from one of them and a salt (WebAuthn Level 3, PRF extension), as a
 * factor beside her secret. Nothing is signed in to, no server sees any of it, and nothing is kept here.
 */
import { base64urlToBytes, bytesToBase64url, randomBytes, solid } from '$platform/crypto';
import type { PasskeyFactor } from '$platform/vault/contract';
import { failed, ok, type Result } from '$protocol/result';

/**
 * `NoPasskeys`: this browser has none. `CannotBeUsed`: it has, but not of the kind that gives such bytes. `NotGiven`: she
 * said no, it took too long, or it is not at hand; the browser does not say which.
 */
export interface PasskeyError {
	type: 'NoPasskeys' | 'CannotBeUsed' | 'NotGiven';
}

const TIME_TO_ANSWER = 120_000;
const SECRET_BYTES = 32;
/** ES256 and RS256: what every authenticator has. Nothing is ever signed for us to check. */
const ALGORITHMS = [-7, -257] as const;

const bytes = (text: string) => {
	const found = base64urlToBytes(text);
	if (!found) throw new TypeError('Not base64url');
	return found;
};

/**
 * Makes a passkey and asks it once.
 * @param salt 32 bytes, base64url: the vault's
 * @param name what the device's list of passkeys will show beside this site's address
 */
export async function makePasskey(salt: string, name: string): Promise<Result<PasskeyFactor, PasskeyError>> {
	const made = await asked((signal) =>
		navigator.credentials.create({
			signal,
			publicKey: {
				rp: { name },
				user: { id: randomBytes(16), name, displayName: name },
				challenge: randomBytes(32),
				pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
				// Android gives such bytes for discoverable passkeys alone.
				authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
				attestation: 'none',
				extensions: { prf: { eval: { first: bytes(salt) } } },
				timeout: TIME_TO_ANSWER,
			},
		}),
	);
	if (!made.ok) return made;
	const credential = bytesToBase64url(new Uint8Array(made.value.rawId));
	if (made.value.getClientExtensionResults().prf?.enabled !== true) return failed({ type: 'CannotBeUsed' });
	// Some answer at once, others only when they are asked for the first time.
	const secret = secretOf(made.value);
	if (secret !== null) return ok({ credential, secret });
	const given = await askPasskey(credential, salt);
	return given.ok ? ok({ credential, secret: given.value }) : given;
}

/** Asks this passkey for what it makes of the salt (both base64url). Resolves to 32 bytes, base64url. */
export async function askPasskey(credential: string, salt: string): Promise<Result<string, PasskeyError>> {
	const given = await asked((signal) =>
		navigator.credentials.get({
			signal,
			publicKey: {
				challenge: randomBytes(32),
				allowCredentials: [{ type: 'public-key', id: bytes(credential) }],
				userVerification: 'required',
				extensions: { prf: { eval: { first: bytes(salt) } } },
				timeout: TIME_TO_ANSWER,
			},
		}),
	);
	if (!given.ok) return given;
	const secret = secretOf(given.value);
	return secret === null ? failed({ type: 'CannotBeUsed' }) : ok(secret);
}

/** One question at a time: the browser refuses a second, and an exit must not leave one standing on the screen. */
async function asked(
	ask: (signal: AbortSignal) => Promise<Credential | null>,
): Promise<Result<PublicKeyCredential, PasskeyError>> {
	if (!('PublicKeyCredential' in globalThis)) return failed({ type: 'NoPasskeys' });
	const stop = new AbortController();
	const leave = () => {
		stop.abort();
	};
	addEventListener('rosebay:exit', leave);
	try {
		const credential = await ask(stop.signal);
		return credential instanceof PublicKeyCredential ? ok(credential) : failed({ type: 'NotGiven' });
	} catch (error) {
		const unable =
			error instanceof DOMException && ['NotSupportedError', 'SecurityError'].includes(error.name);
		return failed({ type: unable ? 'CannotBeUsed' : 'NotGiven' });
	} finally {
		removeEventListener('rosebay:exit', leave);
	}
}

function secretOf(credential: PublicKeyCredential): string | null {
	const first = credential.getClientExtensionResults().prf?.results?.first;
	if (first === undefined) return null;
	const found = solid(
		first instanceof ArrayBuffer
			? new Uint8Array(first)
			: new Uint8Array(first.buffer, first.byteOffset, first.byteLength),
	);
	return found.length === SECRET_BYTES ? bytesToBase64url(found) : null;
}
