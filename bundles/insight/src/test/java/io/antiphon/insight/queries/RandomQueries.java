package io.antiphon.insight.queries;

import io.antiphon.spi.Direction;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes queries and signals of a small vocabulary in many scripts, so that they meet often. */
final class RandomQueries {

    private static final List<String> LATIN = List.of(
            "late",
            "delivery",
            "Delayed",
            "parcel",
            "refund",
            "refunds",
            "réfund",
            "a",
            "of",
            "don't",
            "wi-fi",
            "App",
            "apps",
            "STRASSE",
            "straße",
            "the",
            "not",
            "item");
    private static final List<String> RUSSIAN = List.of(
            "доставка",
            "доставки",
            "доставку",
            "доставок",
            "плохая",
            "плохой",
            "ёлка",
            "елки",
            "возврат",
            "возврата",
            "служба",
            "поддержки");
    private static final List<String> SPACELESS =
            List.of("客服", "服务", "客", "很慢", "配送", "배송", "배송이", "늦", "配達", "とても", "😡", "😡👍");
    private static final List<String> ARABIC = List.of("التوصيل", "متأخر", "الإرجاع");

    private final SplittableRandom random;

    RandomQueries(long seed) {
        random = new SplittableRandom(seed);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String word() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> one(RUSSIAN);
            case 2, 3 -> one(SPACELESS);
            case 4 -> one(ARABIC);
            default -> one(LATIN);
        };
    }

    String text() {
        return IntStream.range(0, random.nextInt(14))
                .mapToObj(i -> word() + one(List.of(" ", " ", " ", ", ", "", ". ", " x ")))
                .collect(Collectors.joining());
    }

    Signal signal() {
        return Signal.of(one(List.of("message", "review")))
                .channel(one(List.of("email", "chat", "")))
                .unit(one(List.of("acme", "acme/emea", "acme/emea/care", "acme/apac", "")))
                .direction(one(List.of(Direction.INBOUND, Direction.OUTBOUND)))
                .language(one(List.of("en", "ru", "zh-Hant", "sr-Latn")))
                .rating(random.nextBoolean() ? null : (double) random.nextInt(6))
                .attributes(Map.of(
                        "tier",
                        one(List.of("Gold", "silver")),
                        "total",
                        (long) random.nextInt(200),
                        "tags",
                        List.of("vip", "b2b")))
                .text(text())
                .build();
    }

    String query() {
        while (true) {
            String query = or(3);
            if (Query.read(query).query() != null) {
                return query;
            }
        }
    }

    private String or(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> and(depth))
                .collect(Collectors.joining(" OR "));
    }

    private String and(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> part(depth))
                .collect(Collectors.joining(random.nextBoolean() ? " " : " AND "));
    }

    private String part(int depth) {
        return switch (random.nextInt(depth > 0 ? 13 : 8)) {
            case 0, 1, 2 -> atom();
            case 3 -> "\"" + word() + " " + word() + "\"";
            case 4 -> "\"" + word() + " " + word().substring(0, 1) + "*\"";
            case 5 -> field();
            case 6 -> atom() + " NEAR/" + (1 + random.nextInt(4)) + " " + operand();
            case 7 -> operand() + " NEAR/" + (1 + random.nextInt(4)) + " " + operand() + " NEAR/2 " + atom();
            case 8, 9 -> "(" + or(depth - 1) + ")";
            case 10 -> "-" + atom();
            default -> "NOT (" + or(depth - 1) + ")";
        };
    }

    private String operand() {
        return random.nextBoolean() ? atom() : "(" + atom() + " OR \"" + word() + " " + word() + "\")";
    }

    private String atom() {
        String word = word();
        return switch (random.nextInt(6)) {
            case 0 -> word.length() > 3 ? word.substring(0, 3) + "*" : word;
            case 1 -> word + "~";
            case 2 -> "=" + word;
            default -> word;
        };
    }

    private String field() {
        return one(List.of(
                "channel:email",
                "channel:(email OR chat)",
                "kind:review",
                "unit:acme/emea",
                "unit:acme",
                "language:zh",
                "language:sr-Latn",
                "rating:>=3",
                "rating:1..2",
                "rating:4",
                "rating:*",
                "direction:inbound",
                "attribute.tier:gold",
                "attribute.total:>100",
                "attribute.tags:VIP",
                "attribute.none:*"));
    }
}
