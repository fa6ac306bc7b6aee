package org.safeandaway.hub.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.net.URI;
import java.util.List;

/** The description of this API: for programs as JSON or YAML, for people as a page. */
@Controller("/openapi")
final class OpenApi {
  static final String YAML = "application/yaml";
  static final String PAGE = "/openapi.html";

  private final OpenApiDocument document;

  OpenApi(OpenApiDocument document) {
    this.document = document;
  }

  @Get
  @Produces({MediaType.APPLICATION_JSON, YAML, MediaType.TEXT_HTML})
  HttpResponse<?> describe(HttpRequest<?> request) {
    List<String> wanted = request.accept().stream().map(MediaType::getName).toList();
    for (String each : wanted) {
      switch (each) {
        case YAML -> {
          return HttpResponse.ok(document.yaml())
              .contentType(YAML)
              .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        }
        case MediaType.TEXT_HTML -> {
          return HttpResponse.seeOther(URI.create(PAGE))
              .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        }
        case MediaType.APPLICATION_JSON -> {
          return json();
        }
        default -> {
          // Another one may follow that we have.
        }
      }
    }
    return json();
  }

  private HttpResponse<?> json() {
    return HttpResponse.ok(document.json())
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }
}
