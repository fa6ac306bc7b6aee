/** The administrators' pages: who works here, how they sign in, and tokens for programs. */
@NullMarked
package org.safeandaway.hub.office.people;

import org.jspecify.annotations.NullMarked;
