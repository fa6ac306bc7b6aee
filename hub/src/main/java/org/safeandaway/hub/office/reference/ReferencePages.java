package org.safeandaway.hub.office.reference;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import java.util.Map;
import org.safeandaway.hub.api.OpenApiDocument;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;

/** The REST API, to read. The document itself is at {@code /openapi}. */
@Controller("/openapi.html")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReferencePages {
  private final Pages pages;
  private final Reference reference;

  ReferencePages(Pages pages, OpenApiDocument document) {
    this.pages = pages;
    this.reference = new ReferenceReader(document.tree()).read();
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> show(HttpRequest<?> request) {
    Page page = pages.page(request, "The API", Page.Tab.OTHER);
    return new ModelAndView<>("reference/reference", Pages.model(page, "reference", reference));
  }
}
