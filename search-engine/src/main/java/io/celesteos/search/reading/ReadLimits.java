package io.celesteos.search.reading;

/** The limits of {@link ReadingProperties} that the reading itself keeps, as they are told to its process. */
record ReadLimits(int characters, int pages, int entries, long inflated, int depth) {

    static final ReadLimits USUAL = new ReadLimits(10_000_000, 5_000, 10_000, 512L << 20, 128);

    String written() {
        return characters + "," + pages + "," + entries + "," + inflated + "," + depth;
    }

    static ReadLimits parse(String written) {
        String[] parts = written.split(",", -1);
        return new ReadLimits(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
