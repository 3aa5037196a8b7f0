package io.antiphon.insight.text;

/** Words that set a clause against the one before it. */
final class Connectives {

    private static final String WORDS = """
            but however although though whereas while yet except nevertheless nonetheless unlike
            но однако зато хотя а
            لكن ولكن لكنه لكنها ولكنه ولكنها بينما بالمقابل
            pero sino aunque mientras
            mais cependant pourtant toutefois tandis
            aber jedoch sondern dagegen hingegen obwohl während allerdings
            mas porém contudo embora enquanto entretanto todavia
            ma però tuttavia mentre invece
            maar echter hoewel terwijl
            ale jednak natomiast chociaż lecz
            ama fakat ancak lakin oysa
            tapi tetapi namun sedangkan meskipun walaupun
            लेकिन मगर परंतु किंतु हालांकि
            하지만 그러나 그렇지만 반면
            але проте однак
            αλλά όμως ενώ
            însă
            אבל אך אולם
            nhưng tuy
            اما ولی لیکن
            """;

    private static final String[] SIGNS = {
        "但是", "但", "不过", "不過", "可是", "然而", "却", "而且不", "反而", "相比之下", "しかし", "けれど", "けど", "でも", "ただし", "一方", "แต่"
    };

    private static final String[] CONCESSIONS = {"지만", "는데", "으나"};

    private static final char LATIN_ENDS = '\u0250';
    private static final int SLOTS = 512;
    private static final long[] TABLE = new long[SLOTS];
    private static final char[][] SPELT = new char[SLOTS][];
    private static final char[][] PATTERNS = new char[SIGNS.length][];

    static {
        for (String word : WORDS.strip().split("\\s+")) {
            long hash = Hash.of(word);
            int slot = (int) hash & SLOTS - 1;
            while (TABLE[slot] != 0) {
                slot = slot + 1 & SLOTS - 1;
            }
            TABLE[slot] = hash;
            SPELT[slot] = word.toCharArray();
        }
        for (int i = 0; i < SIGNS.length; i++) {
            PATTERNS[i] = SIGNS[i].toCharArray();
        }
    }

    private Connectives() {}

    /** How many tokens a word of contrast takes that begins with this one; 0 if none does. */
    static int length(char[] chars, Tokens tokens, int token) {
        byte kind = tokens.kind(token);
        if (kind == Tokens.WORD) {
            long hash = tokens.hash(token);
            for (int slot = (int) hash & SLOTS - 1; TABLE[slot] != 0; slot = slot + 1 & SLOTS - 1) {
                if (TABLE[slot] == hash) {
                    return accented(chars, tokens, token, SPELT[slot]) ? 1 : 0;
                }
            }
            return 0;
        }
        return kind == Tokens.IDEOGRAM ? signs(chars, tokens.from(token)) : 0;
    }

    /** Latin words must have their accents: Portuguese mas is but, Spanish más is more. */
    private static boolean accented(char[] chars, Tokens tokens, int token, char[] spelt) {
        return spelt[0] >= LATIN_ENDS || matches(chars, tokens.from(token), spelt);
    }

    private static int signs(char[] chars, int from) {
        char first = chars[from];
        for (char[] pattern : PATTERNS) {
            if (pattern[0] == first && matches(chars, from, pattern)) {
                return pattern.length;
            }
        }
        return 0;
    }

    private static boolean matches(char[] chars, int from, char[] pattern) {
        if (from + pattern.length > chars.length) {
            return false;
        }
        for (int i = 1; i < pattern.length; i++) {
            if (chars[from + i] != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the Korean word that ends here concedes: what follows is set against it. */
    static boolean endsConcession(char[] chars, int to) {
        char last = to > 2 ? chars[to - 1] : 0;
        if (last != '만' && last != '데' && last != '나') {
            return false;
        }
        for (String ending : CONCESSIONS) {
            if (ending.charAt(1) == last && ending.charAt(0) == chars[to - 2]) {
                return true;
            }
        }
        return false;
    }
}
