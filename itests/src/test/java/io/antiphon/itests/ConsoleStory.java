package io.antiphon.itests;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * A signal to be, and what people in the tests of the console say.
 *
 * @param hours how long ago it occurred
 * @param rest the rest of it as JSON in single quotes
 */
record ConsoleStory(
        String kind, String channel, int hours, String name, String locale, String identities, String rest) {

    private static final Map<String, String> CONNECTIONS = Map.of(
            "webshop", "shop-events",
            "logistics", "shop-events",
            "survey", "store-surveys",
            "store", "store-surveys");
    private static final String PHONE = "{'scheme':'phone','value':'+44 113 496 0801'}";
    private static final String BOTH = email("ada.lindqvist@example.org") + "," + PHONE;
    private static final String ORDER = "'attributes':{'order':'A-48213',";

    /** One customer's week, over five channels and two identities. */
    static final List<ConsoleStory> ADA = List.of(
            ada("order", "webshop", 74, BOTH, ORDER + "'total':79.9,'items':2}"),
            ada(
                    "message",
                    "webchat",
                    50,
                    BOTH,
                    "'text':'Hi! Can I still change the colour of the jacket in my order?'"),
            ada("message", "webchat", 49, BOTH, "'text':'Perfect, thank you. Dark green then.'"),
            ada(
                    "complaint",
                    "email",
                    7,
                    BOTH,
                    "'text':'My parcel was due on Monday and the tracking still says “in transit”. Can somebody tell me"
                            + " where it is?'," + ORDER + "'urgent':true}"),
            ada("call", "phone", 6, PHONE, "'text':'Asked where the parcel is; the agent promised to call back.'"),
            ada("delivery", "logistics", 3, BOTH, ORDER + "'status':'delivered','carrier':'Northline'}"),
            ada(
                    "survey-response",
                    "survey",
                    1,
                    PHONE,
                    "'rating':8,'text':'It arrived in the end, and the lady on the phone was lovely. But nobody told me"
                            + " about the delay.'"),
            ada(
                    "review",
                    "reviews",
                    0,
                    BOTH,
                    "'rating':4,'text':'Great jacket, warm and light. One star off for the wait.'"));

    /** Many people at once, in seven languages. */
    static final List<ConsoleStory> MANY = List.of(
            by("王小明", "zh-CN", "message", "webchat", "'text':'你好,请问我的包裹什么时候到?'"),
            by("Emily Carter", "en-GB", "order", "webshop", "'attributes':{'order':'A-48307','total':24.5}"),
            by(
                    "Мария Соколова",
                    "ru-RU",
                    "complaint",
                    "email",
                    "'text':'Заказ пришёл на неделю позже, упаковка порвана, и на письма никто не отвечает.'"),
            by(
                    "Lena Hofmann",
                    "de-DE",
                    "review",
                    "reviews",
                    "'rating':5,'text':'Die Jacke sitzt perfekt, und sie kam einen Tag früher als versprochen.'"),
            by(
                    "Carlos Ruiz",
                    "es-ES",
                    "delivery",
                    "logistics",
                    "'attributes':{'order':'A-48290','status':'delayed','carrier':'Northline'}"),
            by(
                    "Jean-Luc Bertrand",
                    "fr-FR",
                    "survey-response",
                    "survey",
                    "'rating':6,'text':'Service correct, mais l’attente au téléphone est bien trop longue.'"),
            by(
                    "فاطمة الزهراء",
                    "ar",
                    "message",
                    "webchat",
                    "'text':'وصل الطلب متأخراً والعلبة مكسورة، أرجو استبدال المنتج'"),
            by(
                    "Tom Whitfield",
                    "en-GB",
                    "praise",
                    "store",
                    "'text':'Brilliant help in the Leeds store today, the young man at the till was so patient.'"),
            by("李雪", "zh-CN", "review", "reviews", "'rating':4,'text':'质量很好,客服也很耐心,下次还会再来。'"),
            by("Anna Novak", "en-GB", "order", "webshop", "'attributes':{'order':'A-48311','total':132.0}"),
            by(
                    "Дмитрий Орлов",
                    "ru-RU",
                    "message",
                    "webchat",
                    "'text':'Подскажите, пожалуйста, можно ли вернуть товар в магазине?'"),
            by(
                    "Carlos Ruiz",
                    "es-ES",
                    "complaint",
                    "email",
                    "'text':'El paquete sigue retrasado y nadie me da una fecha. ¿Qué está pasando?'"),
            by(
                    "Sophie Martin",
                    "fr-FR",
                    "review",
                    "reviews",
                    "'rating':2,'text':'La fermeture éclair a cédé au bout de deux jours. Très déçue.'"),
            by(
                    "Emily Carter",
                    "en-GB",
                    "survey-response",
                    "survey",
                    "'rating':10,'text':'Could not have been easier.'"),
            by(
                    "Jonas Weber",
                    "de-DE",
                    "message",
                    "webchat",
                    "'text':'Gibt es die Schuhe demnächst wieder in Größe 44?'"),
            by(
                    "Мария Соколова",
                    "ru-RU",
                    "message",
                    "webchat",
                    "'text':'Спасибо, деньги вернули. Буду заказывать ещё!'"),
            by(
                    "Priya Shah",
                    "en-GB",
                    "delivery",
                    "logistics",
                    "'attributes':{'order':'A-48307','status':'out for delivery','carrier':'Northline'}"),
            by("王小明", "zh-CN", "survey-response", "survey", "'rating':7,'text':'物流可以再快一点。'"),
            by("Tom Whitfield", "en-GB", "order", "webshop", "'attributes':{'order':'A-48315','total':18.9}"),
            by(
                    "Lena Hofmann",
                    "de-DE",
                    "praise",
                    "store",
                    "'text':'So freundlich beraten worden wie lange nicht. Danke!'"));

    private static ConsoleStory ada(String kind, String channel, int hours, String identities, String rest) {
        return new ConsoleStory(kind, channel, hours, "Ada Lindqvist", "en-GB", identities, rest);
    }

    private static ConsoleStory by(String name, String locale, String kind, String channel, String rest) {
        String address = "c" + Integer.toUnsignedString(name.hashCode(), 36) + "@example.org";
        return new ConsoleStory(kind, channel, 0, name, locale, email(address), rest);
    }

    /** Somebody's message by chat, now. */
    static ConsoleStory chat(String name, String address, String text) {
        return new ConsoleStory("message", "webchat", 0, name, "en", email(address), "'text':'" + text + "'");
    }

    private static String email(String address) {
        return "{'scheme':'email','value':'" + address + "'}";
    }

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
