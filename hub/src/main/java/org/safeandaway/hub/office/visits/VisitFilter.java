package org.safeandaway.hub.office.visits;

import io.micronaut.http.uri.UriBuilder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.visit.VisitReads;

/**
 * What somebody looks for in the list, as the address has it.
 *
 * @param all the plain list is asked for, though nothing in particular is looked for
 * @param state one of {@code planned}, {@code guarding}, {@code closed}; empty for any
 * @param person the id of who goes; empty for anybody
 * @param words that occur in it; empty for any
 * @param page from 1
 */
public record VisitFilter(boolean all, String state, String person, String words, int page) {
  private static final Pattern PERSON = Pattern.compile("[a-z][a-z0-9.-]{0,63}");
  private static final int MOST_WORDS = 80;
  private static final int LAST_PAGE = 1_000;

  /** Whatever an address may hold: what makes no sense is not looked for. */
  static VisitFilter of(
      boolean all,
      @Nullable String state,
      @Nullable String person,
      @Nullable String words,
      int page) {
    String known = state != null && stage(state).isPresent() ? state : "";
    String seen = words == null ? "" : words.replaceAll("\\p{Cntrl}", " ").strip();
    return new VisitFilter(
        all,
        known,
        person != null && PERSON.matcher(person).matches() ? person : "",
        seen.substring(0, Math.min(seen.length(), MOST_WORDS)),
        Math.max(1, Math.min(page, LAST_PAGE)));
  }

  Optional<VisitReads.Stage> stage() {
    return stage(state);
  }

  private static Optional<VisitReads.Stage> stage(String word) {
    return Arrays.stream(VisitReads.Stage.values())
        .filter(stage -> stage.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }

  /** Whether the plain list is shown, and not the overview. */
  public boolean isAny() {
    return all || !state.isEmpty() || !person.isEmpty() || !words.isEmpty() || page > 1;
  }

  VisitFilter page(int other) {
    return new VisitFilter(all, state, person, words, other);
  }

  String address() {
    UriBuilder address = UriBuilder.of("/visits");
    if (all) {
      address.queryParam("all", true);
    }
    if (!state.isEmpty()) {
      address.queryParam("state", state);
    }
    if (!person.isEmpty()) {
      address.queryParam("person", person);
    }
    if (!words.isEmpty()) {
      address.queryParam("words", words);
    }
    return address.queryParam("page", page).build().toString();
  }
}
