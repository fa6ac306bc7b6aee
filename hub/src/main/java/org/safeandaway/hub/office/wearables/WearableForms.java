package org.safeandaway.hub.office.wearables;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.api.WearableActions;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.hub.office.Revision;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.FormBody;
import org.safeandaway.hub.office.forms.Forms;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Wording;
import org.safeandaway.protocol.WearableId;

/** Registering a wearable, and taking it out of use. */
@Controller("/wearables")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
final class WearableForms {
  /** Ids of the forms in their pages. */
  static final String REGISTER = "register";

  static final String RETIRE = "retire";

  private static final Wording WORDING =
      new Wording()
          .with("id", "is missing", "Write the id that stands in the wearable’s settings.")
          .with(
              "id",
              "An id is 1 to 32 small letters, digits and hyphens. It begins with a letter, and is"
                  + " not “hub”.")
          .with("label", "Write at most 40 characters.");

  private final WearableActions actions;
  private final Wearables wearables;
  private final WearablePages pages;
  private final Forms forms;
  private final Revision revision;

  WearableForms(
      WearableActions actions,
      Wearables wearables,
      WearablePages pages,
      Forms forms,
      Revision revision) {
    this.actions = actions;
    this.wearables = wearables;
    this.pages = pages;
    this.forms = forms;
    this.revision = revision;
  }

  @Post
  HttpResponse<?> register(HttpRequest<?> request, @Body @Nullable Map<String, Object> body) {
    Form form = Form.sent(body);
    try {
      WearableActions.Registration asked =
          Fields.read(
              new FormBody(form).text("id").text("label").json(),
              WearableActions.Registration::read);
      if (!isRegistered(asked)) {
        actions.register(asked);
        revision.bump();
      }
      return HttpResponse.seeOther(URI.create("/wearables/" + asked.id()));
    } catch (ProblemException e) {
      Mistakes mistakes = Mistakes.of(e.problem(), WORDING);
      return HttpResponse.status(mistakes.status())
          .body(
              pages.list(
                  request, "", WearableRow.Order.NAME, forms.failed(REGISTER, form, mistakes)));
    }
  }

  /** The form was sent twice: what it asks for is done. */
  private boolean isRegistered(WearableActions.Registration asked) {
    return wearables
        .one(new WearableId(asked.id()))
        .filter(known -> known.retiredAt() == null && known.label().equals(asked.label()))
        .isPresent();
  }

  @Post("/{id}/retirement")
  HttpResponse<?> retire(
      HttpRequest<?> request, @PathVariable String id, @Body @Nullable Map<String, Object> body) {
    WearableId wearable = WearableActions.id(id);
    try {
      actions.retire(wearable);
      revision.bump();
      return HttpResponse.seeOther(URI.create("/wearables/" + wearable));
    } catch (ProblemException e) {
      if (e.problem().status() == HttpStatus.NOT_FOUND.getCode()) {
        throw e;
      }
      Mistakes mistakes = Mistakes.of(e.problem(), WORDING);
      return HttpResponse.status(mistakes.status())
          .body(pages.one(request, wearable, forms.failed(RETIRE, Form.sent(body), mistakes)));
    }
  }
}
