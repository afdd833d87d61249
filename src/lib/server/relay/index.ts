export { createInvite } from './invites';
export { openLibsqlStore } from './libsql/store';
export { openPgStore } from './pg/store';
export { problemNames } from './problems';
export { createRelay, type Relay } from './relay';
export { StoreFull, StoreUnavailable, type Store } from './store';
