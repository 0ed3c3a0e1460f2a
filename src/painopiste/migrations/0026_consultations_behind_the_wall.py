"""The second wall (0011) stands around consultations and all that stands in them, and around what the trail tells of them."""

from django.db import migrations

from painopiste.migrations._walls import BY_MARKING, UNTIL_0024, around, within

POLICIES = {
    "consultation": BY_MARKING,
    "consultationquestion": within("consultationquestion", consultation_id="consultation"),
    "consultationevent": within("consultationevent", consultation_id="consultation"),
    "consultationinvitee": within("consultationinvitee", consultation_id="consultation"),
    "consultationanswer": within("consultationanswer", invitee_id="consultationinvitee"),
    "consultationfile": within("consultationfile", invitee_id="consultationinvitee"),
}


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0025_consultations")]
    operations = [around(POLICIES, earlier=UNTIL_0024, kinds={"consultation": "consultation"})]
