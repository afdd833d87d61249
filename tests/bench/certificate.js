// A certificate for localhost that lives as long as one run. Written out by hand (X.509, DER) so that the bench needs no
// openssl and the repository holds no private key. The browser is told to trust this one key and no other.
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const LENGTH_ONE_BYTE = 0x80;

const der = (/** @type {number} */ tag, /** @type {Uint8Array[]} */ ...parts) => {
	const body = Buffer.concat(parts);
	const size = body.length;
	const length = size < LENGTH_ONE_BYTE ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
	return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (/** @type {Uint8Array[]} */ ...parts) => der(0x30, ...parts);
const oid = (/** @type {string} */ hex) => der(0x06, Buffer.from(hex, 'hex'));
const time = (/** @type {Date} */ date) =>
	der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`));

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const COMMON_NAME = '550403';
const ALT_NAME = '551d11';

/** @returns {{ key: string, cert: string, pin: string }} PEM, and what `--ignore-certificate-errors-spki-list` takes */
export function localhostCertificate() {
	const { publicKey, privateKey } = generateKeyPairSync('ec', {
		namedCurve: 'P-256',
		publicKeyEncoding: { type: 'spki', format: 'der' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	const name = sequence(der(0x31, sequence(oid(COMMON_NAME), der(0x0c, Buffer.from('localhost')))));
	const day = 86_400_000;
	const body = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
		ECDSA_SHA256,
		name,
		sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + 30 * day))),
		name,
		publicKey,
		der(0xa3, sequence(sequence(oid(ALT_NAME), der(0x04, sequence(der(0x82, Buffer.from('localhost'))))))),
	);
	const signature = sign('sha256', body, createPrivateKey(privateKey));
	const certificate = sequence(body, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature));
	const lines = certificate.toString('base64').replaceAll(/(.{64})/g, '$1\n');
	return {
		key: privateKey,
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
		pin: createHash('sha256').update(publicKey).digest('base64'),
	};
}
