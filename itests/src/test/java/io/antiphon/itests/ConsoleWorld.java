package io.antiphon.itests;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Something to look at: connections well and ill, and people who say things. */
final class ConsoleWorld {

    private final Distribution antiphon;
    private final Path surveys;
    private int files;

    ConsoleWorld(Distribution antiphon) {
        this.antiphon = antiphon;
        this.surveys = antiphon.home().resolve("data/surveys");
    }

    /** Makes the connections and says everything. */
    void begin() {
        connect(
                "shop-events",
                "{'connector':'webhook','unit':'acme/emea/care','map.text':'/text','map.occurredAt':'/when','map.identity.email':'/from'}");
        connect(
                "press-watch",
                "{'connector':'feed','unit':'acme/brand','url':'http://127.0.0.1:" + Distribution.freePorts(1)[0]
                        + "/news.xml'}");
        connect(
                "store-surveys",
                "{'connector':'file','unit':'acme/emea/stores','folder':'" + surveys
                        + "','kind':'survey-response','map.text':'comment','map.rating':'score'}");
        connect(
                "loyalty-app",
                "{'connector':'webhook','unit':'acme/emea/loyalty','signature':'standard-webhooks',"
                        + "'secret':'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw','map.text':'/data/message','paused':'true'}");
        arrive();
        ConsoleStory.ADA.forEach(this::say);
        talk();
        Heard.settled(antiphon);
    }

    /** Drops a survey of three rows where it is looked for, and pushes two events. */
    void arrive() {
        try {
            Files.createDirectories(surveys);
            Files.writeString(
                    surveys.resolve("store-" + files++ + ".csv"),
                    "score,comment\n9,Quick and friendly\n4,\"Too cold, and no seats\"\n10,Lovely coffee\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String text : List.of("Parcel handed over", "Parcel returned")) {
            push("{'text':'" + text + "','from':'lena.hofmann@example.de'}");
        }
    }

    /** Pushes at the shop's webhook, as often as it asks to come back. */
    void push(String event) {
        antiphon.await("the shop's webhook takes it", Duration.ofSeconds(30), () -> {
            int status = antiphon.post("/hooks/shop-events", event.replace('\'', '"'))
                    .statusCode();
            if (status / 100 != 2 && status != 503) {
                throw new IllegalStateException("it answered " + status);
            }
            return status / 100 == 2;
        });
    }

    /** Many people say something. */
    void talk() {
        ConsoleStory.MANY.forEach(this::say);
    }

    private void say(ConsoleStory story) {
        say(story.connection(), story.json());
    }

    /** Makes or changes a connection; quotes are single for legibility. */
    void connect(String id, String settings) {
        must(antiphon.put("/api/connections/" + id, settings.replace('\'', '"')));
    }

    /** Offers one signal; it is durable on return. */
    void say(String connection, String signal) {
        must(antiphon.post("/api/signals?connection=" + connection, signal));
    }

    /** Somebody's message by chat, now. */
    void chat(String name, String address, String text) {
        say(ConsoleStory.chat(name, address, text));
    }

    private static void must(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(
                    response.request().uri() + " answered " + response.statusCode() + " " + response.body());
        }
    }
}
