/**
 * The pages that the office looks at. They are rendered here, whole, from the database; the browser
 * fetches a page again when something changed and morphs the one it shows.
 */
@NullMarked
package org.safeandaway.hub.office;

import org.jspecify.annotations.NullMarked;
