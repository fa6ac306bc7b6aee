package org.safeandaway.hub.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.helper.HttpConnection;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** Somebody at a browser without scripts: opens pages, and sends the forms that stand in them. */
public final class Seat {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final TrialHub hub;
  private final String person;

  public Seat(TrialHub hub, String person) {
    this.hub = hub;
    this.person = person;
  }

  /**
   * What came back.
   *
   * @param location where it leads; empty if nowhere
   */
  public record Answer(int status, String location, Document page) {
    /** What the page says of a form that was not done. */
    public String summary() {
      return page.select("main .summary").text();
    }
  }

  /** A page that must be there. */
  public Document open(String path) {
    Answer answer = get(path);
    if (answer.status() != 200) {
      throw new AssertionError(path + " answered " + answer.status() + ": " + answer.page().text());
    }
    return answer.page();
  }

  public Answer get(String path) {
    return send(hub.request(path).GET());
  }

  /**
   * Sends a form as it stands in the page, with some fields filled in otherwise.
   *
   * @param fields names and values by turns; a name that comes again is a further value
   */
  public Answer submit(Document page, String form, String... fields) {
    FormElement element = (FormElement) page.selectFirst(form);
    if (element == null) {
      throw new AssertionError("no form " + form + " in " + page.select("main").text());
    }
    List<Connection.KeyVal> data = new ArrayList<>(element.formData());
    for (int i = 0; i < fields.length; i += 2) {
      String name = fields[i];
      data.removeIf(each -> each.key().equals(name));
    }
    for (int i = 0; i < fields.length; i += 2) {
      data.add(HttpConnection.KeyVal.create(fields[i], fields[i + 1]));
    }
    return post(element.attr("action"), data);
  }

  private Answer post(String path, List<Connection.KeyVal> data) {
    String body =
        data.stream()
            .map(each -> encoded(each.key()) + "=" + encoded(each.value()))
            .collect(Collectors.joining("&"));
    return send(
        hub.request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer send(HttpRequest.Builder request) {
    request.header("Authorization", "Bearer " + hub.token(person)).header("Accept", "text/html");
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Location").orElse(""),
          Jsoup.parse(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
