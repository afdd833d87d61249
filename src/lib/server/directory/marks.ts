/**
 * What an export says in words because HSDS has no column for it, and an import understands again: a region that is taken over
 * from another Rosebay loses nothing, and above all no place becomes one to visit.
 */

/** Stands as the description of a location that was made coarser. */
export const KEPT_BACK_HERE = 'The address is confidential.';
/** Label of an attribute: the service has to have a status in HSDS, and the source did not say which. */
export const STATUS_UNSAID = 'status not known';
