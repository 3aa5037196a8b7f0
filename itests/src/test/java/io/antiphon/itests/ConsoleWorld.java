package io.antiphon.itests;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Something to look at: connections well and ill, and people of several languages who say things on several channels. */
final class ConsoleWorld {

    private static final String ADA =
            "{'scheme':'email','value':'ada.lindqvist@example.org'},{'scheme':'phone','value':'+44 113 496 0801'}";
    private static final List<String> SAID = List.of(
            signal(
                    "order",
                    "webshop",
                    2 * 24 * 60,
                    "Ada Lindqvist",
                    "en-GB",
                    ADA,
                    "",
                    "'order':'A-48213','total':79.9"),
            signal(
                    "message",
                    "webchat",
                    26 * 60,
                    "王小明",
                    "zh-CN",
                    email("xiaoming.wang@example.cn"),
                    "你好,请问我的包裹什么时候到?",
                    ""),
            signal(
                    "complaint",
                    "email",
                    25 * 60,
                    "Мария Соколова",
                    "ru-RU",
                    email("m.sokolova@example.ru"),
                    "Заказ пришёл на неделю позже, упаковка порвана, и на письма никто не отвечает.",
                    ""),
            signal(
                    "complaint",
                    "email",
                    300,
                    "Ada Lindqvist",
                    "en-GB",
                    ADA,
                    "My parcel was due on Monday and the tracking still says “in transit”. Can somebody tell me where it is?",
                    "'order':'A-48213'"),
            signal(
                    "review",
                    "reviews",
                    90,
                    "Lena Hofmann",
                    "de-DE",
                    email("lena.hofmann@example.de"),
                    "Die Jacke sitzt perfekt, und sie kam einen Tag früher als versprochen.",
                    "",
                    5),
            signal(
                    "message",
                    "webchat",
                    60,
                    "فاطمة الزهراء",
                    "ar",
                    email("fatima@example.ma"),
                    "وصل الطلب متأخراً والعلبة مكسورة، أرجو استبدال المنتج",
                    ""),
            signal(
                    "delivery",
                    "logistics",
                    55,
                    "Ada Lindqvist",
                    "en-GB",
                    ADA,
                    "",
                    "'order':'A-48213','status':'delivered','carrier':'Northline'"),
            signal(
                    "survey-response",
                    "survey",
                    40,
                    "Jean-Luc Bertrand",
                    "fr-FR",
                    email("jl.bertrand@example.fr"),
                    "Service correct, mais l’attente au téléphone est bien trop longue.",
                    "",
                    6),
            signal(
                    "praise",
                    "store",
                    20,
                    "Carlos Ruiz",
                    "es-ES",
                    email("carlos.ruiz@example.es"),
                    "El chico de la caja fue amabilísimo. ¡Volveré!",
                    ""),
            signal(
                    "survey-response",
                    "survey",
                    4,
                    "Ada Lindqvist",
                    "en-GB",
                    "{'scheme':'phone','value':'+44 113 496 0801'}",
                    "It arrived in the end, and the lady on the phone was lovely. But nobody told me about the delay.",
                    "",
                    8),
            signal(
                    "review",
                    "reviews",
                    2,
                    "王小明",
                    "zh-CN",
                    email("xiaoming.wang@example.cn"),
                    "质量很好,客服也很耐心,下次还会再来。",
                    "",
                    4),
            signal(
                    "message",
                    "webchat",
                    1,
                    "Мария Соколова",
                    "ru-RU",
                    email("m.sokolova@example.ru"),
                    "Спасибо, деньги вернули. Буду заказывать ещё!",
                    ""));

    private final Distribution antiphon;
    private int number;

    ConsoleWorld(Distribution antiphon) {
        this.antiphon = antiphon;
    }

    /** Makes the connections and says everything. */
    void begin(Path folder) {
        connect(
                "shop-events",
                "{'connector':'webhook','unit':'acme/emea/care','kind':'message','map.text':'/text','map.occurredAt':'/when','map.identity.email':'/from'}");
        connect(
                "press-watch",
                "{'connector':'feed','unit':'acme/brand','url':'http://127.0.0.1:" + Distribution.freePorts(1)[0]
                        + "/news.xml'}");
        connect(
                "store-surveys",
                "{'connector':'file','unit':'acme/emea/stores','folder':'" + folder
                        + "','kind':'survey-response','map.text':'comment','map.rating':'score'}");
        survey(folder);
        talk();
        Heard.settled(antiphon);
    }

    private static void survey(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("leeds.csv"),
                    "score,comment\n9,Quick and friendly\n4,\"Too cold, and no seats\"\n10,Lovely coffee\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everybody says what they have to say. */
    void talk() {
        String[] connections = {"shop-events", "store-surveys", "support-mail"};
        for (String signal : SAID) {
            say(connections[number % connections.length], signal);
        }
    }

    /** Makes a connection; quotes are single for legibility. */
    void connect(String id, String settings) {
        must(antiphon.put("/api/connections/" + id, settings.replace('\'', '"')));
    }

    /** Offers one signal; it is durable on return. */
    void say(String connection, String signal) {
        number++;
        must(antiphon.post("/api/signals?connection=" + connection, signal));
    }

    /** Somebody's message by chat, now. */
    void chat(String name, String address, String text) {
        say("support-mail", signal("message", "webchat", 0, name, "en", email(address), text, ""));
    }

    static void must(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(
                    response.request().uri() + " answered " + response.statusCode() + " " + response.body());
        }
    }

    private static String email(String address) {
        return "{'scheme':'email','value':'" + address + "'}";
    }

    private static String signal(
            String kind,
            String channel,
            int minutesAgo,
            String name,
            String locale,
            String identities,
            String text,
            String attributes,
            int... rating) {
        String occurred = Instant.now()
                .minus(minutesAgo, ChronoUnit.MINUTES)
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
        String head = "{'kind':'" + kind + "','channel':'" + channel + "','occurredAt':'" + occurred + "','language':'"
                + locale
                + "','identities':[" + identities + "],'attributes':{'profile':{'name':'" + name + "','locale':'"
                + locale + "'}"
                + (attributes.isEmpty() ? "" : "," + attributes) + "}";
        String said =
                text.isEmpty() ? "" : ",'text':'" + text.replace("\\", "\\\\").replace("'", "’") + "'";
        return (head + said + (rating.length == 0 ? "" : ",'rating':" + rating[0]) + "}").replace('\'', '"');
    }
}
