package io.celesteos.bench.ingest;

/**
 * What is ingested.
 *
 * @param documents texts and Markdown files of some pages each
 * @param pages of the PDF
 * @param files of the folder of small files
 * @param words of a small file, give or take a half
 * @param rounds each of the three so often, with other words each time
 * @param batch passages in one request to the embedding-service, here and there
 * @param uploads requests with files under way at once
 * @param floor most passages of one part that the embedding-service is fed directly, evenly spread; 0 for all
 */
record IngestPlan(
        int documents, int pages, int files, int words, int rounds, int batch, int uploads, int floor, long seed) {}
