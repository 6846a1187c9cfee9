# Harvests a repository whole and prints, for each record, its identifier, its status and its titles.
use strict;
use warnings;
use utf8;
use HTTP::OAI;

binmode STDOUT, ":encoding(UTF-8)";
my $harvester = HTTP::OAI::Harvester->new(baseURL => $ARGV[0]);
my $identity = $harvester->Identify;
die $identity->message if $identity->is_error;
my $records = $harvester->ListRecords(metadataPrefix => "oai_dc");
while (my $record = $records->next) {
    my $titles = "";
    if (!$record->is_deleted) {
        $titles = join "|", map { $_->textContent } $record->metadata->dom->getElementsByTagNameNS("http://purl.org/dc/elements/1.1/", "title");
    }
    print join("\t", $record->identifier, $record->status || "", $titles), "\n";
}
die $records->message if $records->is_error;
