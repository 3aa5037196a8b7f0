package io.antiphon.itests;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Something to look at: connections well and ill, and people of several languages who say things on several channels. */
final class ConsoleWorld {

    private static final Map<String, String> CONNECTIONS = Map.of(
            "webshop", "shop-events",
            "logistics", "shop-events",
            "survey", "store-surveys",
            "store", "store-surveys");
    private static final String ADA =
            "{'scheme':'email','value':'ada.lindqvist@example.org'},{'scheme':'phone','value':'+44 113 496 0801'}";
    private static final String ADAS_PHONE = "{'scheme':'phone','value':'+44 113 496 0801'}";
    private static final String MARIA = "{'scheme':'email','value':'m.sokolova@example.ru'}";
    private static final String WANG = "{'scheme':'email','value':'xiaoming.wang@example.cn'}";
    private static final String LENA = "{'scheme':'email','value':'lena.hofmann@example.de'}";
    private static final String FATIMA = "{'scheme':'email','value':'fatima@example.ma'}";
    private static final String JEAN = "{'scheme':'email','value':'jl.bertrand@example.fr'}";
    private static final String CARLOS = "{'scheme':'email','value':'carlos.ruiz@example.es'}";
    private static final String ORDER = "'attributes':{'order':'A-48213',";

    private static final List<Said> SAID = List.of(
            new Said("order", "webshop", 49, "Ada Lindqvist", "en-GB", ADA, ORDER + "'total':79.9}"),
            new Said("message", "webchat", 26, "王小明", "zh-CN", WANG, "'text':'你好,请问我的包裹什么时候到?'"),
            new Said(
                    "complaint",
                    "email",
                    25,
                    "Мария Соколова",
                    "ru-RU",
                    MARIA,
                    "'text':'Заказ пришёл на неделю позже, упаковка порвана, и на письма никто не отвечает.'"),
            new Said(
                    "complaint",
                    "email",
                    5,
                    "Ada Lindqvist",
                    "en-GB",
                    ADA,
                    "'text':'My parcel was due on Monday and the tracking still says “in transit”. Can somebody tell me"
                            + " where it is?'," + ORDER + "'urgent':true}"),
            new Said(
                    "review",
                    "reviews",
                    4,
                    "Lena Hofmann",
                    "de-DE",
                    LENA,
                    "'rating':5,'text':'Die Jacke sitzt perfekt, und sie kam einen Tag früher als versprochen.'"),
            new Said(
                    "message",
                    "webchat",
                    3,
                    "فاطمة الزهراء",
                    "ar",
                    FATIMA,
                    "'text':'وصل الطلب متأخراً والعلبة مكسورة، أرجو استبدال المنتج'"),
            new Said(
                    "delivery",
                    "logistics",
                    3,
                    "Ada Lindqvist",
                    "en-GB",
                    ADA,
                    ORDER + "'status':'delivered','carrier':'Northline'}"),
            new Said(
                    "survey-response",
                    "survey",
                    2,
                    "Jean-Luc Bertrand",
                    "fr-FR",
                    JEAN,
                    "'rating':6,'text':'Service correct, mais l’attente au téléphone est bien trop longue.'"),
            new Said(
                    "praise",
                    "store",
                    2,
                    "Carlos Ruiz",
                    "es-ES",
                    CARLOS,
                    "'text':'El chico de la caja fue amabilísimo. ¡Volveré!'"),
            new Said(
                    "survey-response",
                    "survey",
                    1,
                    "Ada Lindqvist",
                    "en-GB",
                    ADAS_PHONE,
                    "'rating':8,'text':'It arrived in the end, and the lady on the phone was lovely. But nobody told me"
                            + " about the delay.'"),
            new Said("review", "reviews", 1, "王小明", "zh-CN", WANG, "'rating':4,'text':'质量很好,客服也很耐心,下次还会再来。'"),
            new Said(
                    "message", "webchat", 0, "Мария Соколова", "ru-RU", MARIA, "'text':'Спасибо, деньги вернули. Буду заказывать ещё!'"));

    /**
     * A signal to be.
     *
     * @param hours how long ago it occurred
     * @param rest the rest of it as JSON in single quotes
     */
    private record Said(
            String kind, String channel, int hours, String name, String locale, String identities, String rest) {

        String connection() {
            return CONNECTIONS.getOrDefault(channel, "support-mail");
        }

        String json() {
            Instant occurred = Instant.now().minus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.SECONDS);
            String profile = "'profile':{'name':'" + name + "','locale':'" + locale + "'}";
            String whole = rest.contains("'attributes':{")
                    ? rest.replace("'attributes':{", "'attributes':{" + profile + ",")
                    : rest + ",'attributes':{" + profile + "}";
            return ("{'kind':'" + kind + "','channel':'" + channel + "','occurredAt':'" + occurred + "','language':'"
                            + locale + "','identities':[" + identities + "]," + whole + "}")
                    .replace('\'', '"');
        }
    }

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

    /** Everybody says what they have to say. */
    void talk() {
        SAID.forEach(said -> say(said.connection(), said.json()));
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
        say(
                "support-mail",
                new Said(
                                "message",
                                "webchat",
                                0,
                                name,
                                "en",
                                "{'scheme':'email','value':'" + address + "'}",
                                "'text':'" + text + "'")
                        .json());
    }

    private static void must(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(
                    response.request().uri() + " answered " + response.statusCode() + " " + response.body());
        }
    }
}
