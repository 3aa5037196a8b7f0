package io.antiphon.profiles.matching;

/** How alike two short texts are. */
final class Similarity {

    /** Texts are compared in this many characters. */
    static final int MOST = 48;

    private static final double PREFIX_BONUS = 0.1;
    private static final int PREFIX = 4;

    private Similarity() {}

    /** Jaro–Winkler: from 0 to 1 (Winkler 1990, with the prefix of 4 characters at 0.1). */
    static double jaroWinkler(String a, String b) {
        int n = Math.min(MOST, a.length());
        int m = Math.min(MOST, b.length());
        if (n == 0 || m == 0) {
            return n == m ? 1 : 0;
        }
        int window = Math.max(0, Math.max(n, m) / 2 - 1);
        long takenA = 0;
        long takenB = 0;
        int common = 0;
        for (int i = 0; i < n; i++) {
            char c = a.charAt(i);
            int to = Math.min(m, i + window + 1);
            for (int j = Math.max(0, i - window); j < to; j++) {
                if ((takenB >>> j & 1) == 0 && b.charAt(j) == c) {
                    takenA |= 1L << i;
                    takenB |= 1L << j;
                    common++;
                    break;
                }
            }
        }
        if (common == 0) {
            return 0;
        }
        double jaro =
                ((double) common / n + (double) common / m + (common - outOfOrder(a, takenA, b, takenB) / 2.0) / common)
                        / 3;
        int prefix = 0;
        while (prefix < PREFIX && prefix < n && prefix < m && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * PREFIX_BONUS * (1 - jaro);
    }

    private static int outOfOrder(String a, long takenA, String b, long takenB) {
        int moved = 0;
        long restA = takenA;
        long restB = takenB;
        while (restA != 0) {
            if (a.charAt(Long.numberOfTrailingZeros(restA)) != b.charAt(Long.numberOfTrailingZeros(restB))) {
                moved++;
            }
            restA &= restA - 1;
            restB &= restB - 1;
        }
        return moved;
    }

    /**
     * How many letters are to be changed, left out, put in or exchanged with their neighbours to make one text of the other (optimal
     * string alignment); a number greater than {@code most} if it is greater.
     */
    static int edits(String a, String b, int most) {
        int n = Math.min(MOST, a.length());
        int m = Math.min(MOST, b.length());
        if (Math.abs(n - m) > most) {
            return most + 1;
        }
        int[] before = new int[m + 1];
        int[] above = new int[m + 1];
        int[] row = new int[m + 1];
        for (int j = 0; j <= m; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= n; i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= m; j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int edits = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits = Math.min(edits, before[j - 2] + 1);
                }
                row[j] = edits;
                least = Math.min(least, edits);
            }
            if (least > most) {
                return most + 1;
            }
            int[] spare = before;
            before = above;
            above = row;
            row = spare;
        }
        return above[m];
    }
}
