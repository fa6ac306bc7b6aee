package org.safeandaway.hub.office.forms;

import io.micronaut.http.HttpRequest;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import org.safeandaway.hub.api.Idempotency;
import org.safeandaway.hub.watch.PersonId;

/** Makes forms that count once. */
@Singleton
public class Forms {
  private final Idempotency idempotency;

  public Forms(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  /** Those of a page that is opened. */
  public Sheets fresh() {
    return new Sheets(null, idempotency::key);
  }

  /**
   * Those of a page on which one failed. It keeps its key: whatever is changed in it makes it
   * another one, and if nothing is, it must not count twice.
   */
  public Sheets failed(String id, Form sent, Mistakes mistakes) {
    String once = sent.once();
    return new Sheets(
        new Sheet(id, sent, mistakes, once == null ? idempotency.key() : once), idempotency::key);
  }

  /** The fingerprint for what a form does: the same form, sent twice, has the same. */
  public String fingerprint(HttpRequest<?> request, PersonId person, Form form, JsonNode body) {
    return idempotency.fingerprint(form.once(), request.getPath(), person, body);
  }
}
