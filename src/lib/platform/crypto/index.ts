/** The crypto room's door. Other rooms import from here alone; see README.md. */
export * from './aead';
export * from './age';
export * from './argon2id';
export * from './bytes';
export * from './hash';
export * from './keys';
export * from './random';
export * from './words';
