/**
 * What all forms of the pages have in common.
 *
 * <p>A {@link org.safeandaway.hub.office.forms.Form} is what a browser sent, or what a form holds
 * when it is opened. {@link org.safeandaway.hub.office.forms.FormBody} says it as the JSON that a
 * program would have sent, so the API's own readers check it. What they find wrong becomes {@link
 * org.safeandaway.hub.office.forms.Mistakes} in words for people, and the form is shown again with
 * everything that was typed, as a {@link org.safeandaway.hub.office.forms.Sheet} on which it says
 * beside each field what to do. A sheet carries a key that is good once, so sending it twice counts
 * once.
 *
 * <p>The templates are {@code part/form-*.jte}; {@code assets/forms.js} keeps what was typed when
 * the hub does not answer.
 */
@NullMarked
package org.safeandaway.hub.office.forms;

import org.jspecify.annotations.NullMarked;
