/** What an exported file lacks, and why there is none. */
export const LACKS_PHOTOS = "A page from disk may not read its own photos: the file shows them as the model sees them.";
export const NOT_WRITTEN = "the browser could not write the picture";
