package org.safeandaway.hub.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.protocol.WearableId;

/** Wearables: to see, to register. Its password is the broker's, and is not known here. */
@Controller("/api/v1/wearables")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WearablesApi {
  private final Wearables wearables;

  WearablesApi(Wearables wearables) {
    this.wearables = wearables;
  }

  /**
   * @param label what is written on it
   */
  @Serdeable
  record Registration(String id, String label) {
    static Registration read(Fields fields) {
      String id = fields.text("id", 32);
      if (!id.isEmpty() && !WearableId.isValid(id)) {
        fields.wrong("id", "is 1 to 32 of a-z, 0-9 and -, begins with a letter, and is not hub");
      }
      String label = fields.optionalText("label", 40);
      return new Registration(id, label == null ? id : label);
    }
  }

  @Get
  List<Wearables.Wearable> list() {
    return wearables.all();
  }

  @Post
  HttpResponse<Registration> register(@Body @Nullable JsonNode body) {
    Registration asked = Fields.read(body, Registration::read);
    if (!wearables.add(new WearableId(asked.id()), asked.label())) {
      throw ProblemException.conflict("There is a wearable of this id already.");
    }
    return HttpResponse.created(asked);
  }
}
